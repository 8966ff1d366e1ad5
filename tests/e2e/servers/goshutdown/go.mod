module drainboard.example/goshutdown

go 1.19
