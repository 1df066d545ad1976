# A module in an empty folder; main.go on standard input.
module() { fresh; printf 'module example.internal/job\n\ngo 1.19\n' >go.mod; cat >"${1:-main.go}"; }
module <<'X'
package main

import "fmt"

func main() {
	total := sum([]int{1, 2})
	fmt.Println("rendered")
}
X
record go-build-error rules active code compile_error 'the compiler names an unknown function and an unused variable' 'go build ./...'
module <<'X'
package main

import "fmt"

type customer struct{ address *address }
type address struct{ city string }

func main() {
	fmt.Println("rendering 2 pages")
	fmt.Println((&customer{}).address.city)
}
X
record go-nil-dereference measure active code null_pointer 'panic: nil pointer dereference' 'go build -o job . && ./job'
module total_test.go <<'X'
package job

import "testing"

func TestNothing(t *testing.T) {}
func TestTotal(t *testing.T) {
	if got := 1 + 2 + 3; got != 7 {
		t.Errorf("total: got %d, want 7", got)
	}
}
X
record go-test-failure rules active code test_failure 'one test of two fails' 'go test -v ./...'
module <<'X'
package main

import "fmt"

func main() {
	pages := make(chan int)
	fmt.Println("waiting for pages")
	fmt.Println(<-pages)
}
X
record go-deadlock measure active code goroutine_deadlock 'all goroutines are asleep' 'go build -o job . && ./job'
module <<'X'
package main

import "example.internal/renderer"

func main() { renderer.Run() }
X
record go-module-unreachable measure boot dependency dns_failure 'the module proxy cannot be resolved' 'GOFLAGS=-mod=mod GONOSUMDB=* GOPROXY=http://proxy.gone.internal go build ./...'
record go-module-not-required rules boot dependency module_not_found 'no required module provides the package' 'GOFLAGS=-mod=readonly go build ./...'
module slow_test.go <<'X'
package job

import (
	"testing"
	"time"
)

func TestUpload(t *testing.T) { time.Sleep(time.Minute) }
X
record go-test-timeout measure active timeout timeout 'panic: test timed out after 1s' 'go test -timeout 1s ./...' --limits '-timeout 1s of go test'
module <<'X'
package main

import (
	"context"
	"log"
	"net/http"
	"time"
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	request, _ := http.NewRequestWithContext(ctx, "GET", "http://api.internal:8080/slow", nil)
	if _, err := http.DefaultClient.Do(request); err != nil {
		log.Fatalf("extract: %v", err)
	}
}
X
record go-deadline-exceeded rules active timeout timeout 'context deadline exceeded' 'go build -o job . && ./job' --limits 'a deadline of 1 s in the program'
module <<'X'
package main

import (
	"errors"
	"fmt"
	"log"
	"os"
)

func page(rows []int, at int) (total int, err error) {
	defer func() {
		if r := recover(); r != nil {
			log.Printf("ERROR recovered: %v", r)
			err = errors.New("page skipped")
		}
	}()
	return rows[at], nil
}

func main() {
	page([]int{1}, 5)
	log.Print("INFO upload timeout is 30s, connection refused 0 times")
	if _, err := os.Open("sources/orders.csv"); err != nil {
		fmt.Fprintln(os.Stderr, fmt.Errorf("load sources: %w", err))
		os.Exit(1)
	}
}
X
record go-recovered-panic-then-input measure active input file_not_found 'the panic was recovered; what ended the job is an input file that is not there' 'go build -o job . && ./job' --distractor
module <<'X'
package main

import (
	"fmt"
	"os"
)

func main() {
	amounts := []int{120, 79}
	fmt.Println("total", amounts[len(os.Args)+1])
}
X
record go-index-panic rules active code index_out_of_bounds 'panic: index out of range' 'go build -o job . && ./job'
