// SPDX-FileCopyrightText: 2026 The Drainboard authors
// SPDX-License-Identifier: GPL-3.0-only

// Drainboard's lab routes with Go's net/http, shut down as its documentation shows, with ten seconds for it.
// It listens on its argument ADDRESS:PORT, or on any port of 127.0.0.1.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func answer(w http.ResponseWriter, value map[string]any) {
	body, err := json.Marshal(value)
	if err != nil {
		log.Fatal(err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(body)
}

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		answer(w, map[string]any{"ping": true})
	})
	http.HandleFunc("/delay/", func(w http.ResponseWriter, r *http.Request) {
		ms, err := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/delay/"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		time.Sleep(time.Duration(ms) * time.Millisecond)
		answer(w, map[string]any{"delayed": ms})
	})
	http.HandleFunc("/upload", func(w http.ResponseWriter, r *http.Request) {
		received, err := io.Copy(io.Discard, r.Body)
		if err != nil {
			return
		}
		answer(w, map[string]any{"received": received})
	})

	address := "127.0.0.1:0"
	if len(os.Args) > 1 {
		address = os.Args[1]
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		log.Fatal(err)
	}
	var server http.Server
	told := make(chan os.Signal, 1)
	signal.Notify(told, syscall.SIGTERM)
	drained := make(chan struct{})
	go func() {
		<-told
		enough, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := server.Shutdown(enough); err != nil {
			log.Fatal(err)
		}
		close(drained)
	}()

	fmt.Printf("Running… http://%s\n", listener.Addr())
	if err := server.Serve(listener); err != http.ErrServerClosed {
		log.Fatal(err)
	}
	<-drained
}
