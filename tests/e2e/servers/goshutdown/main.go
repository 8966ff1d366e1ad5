// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// Go's net/http, shut down as its documentation shows. Its argument is the port.
package main

import (
	"context"
	"io"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		io.WriteString(w, `{"ping":true}`)
	})
	server := &http.Server{Addr: "127.0.0.1:" + os.Args[1]}
	idleConnectionsClosed := make(chan struct{})
	go func() {
		stop := make(chan os.Signal, 1)
		signal.Notify(stop, syscall.SIGTERM)
		<-stop
		if err := server.Shutdown(context.Background()); err != nil {
			log.Print(err)
		}
		close(idleConnectionsClosed)
	}()
	if err := server.ListenAndServe(); err != http.ErrServerClosed {
		log.Fatal(err)
	}
	<-idleConnectionsClosed
}
