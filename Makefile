# make demo   builds both programs and shows them at work, in a network
#             namespace of its own
# make test   runs all tests
# make bench  measures both programs and their peers side by side, as root;
#             BENCHFLAGS='-run capture -rounds 9' as go run ./bench -help says

GO      ?= go
BIN     := bin
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS := -s -w -X main.version=$(VERSION)

export CGO_ENABLED ?= 0

.PHONY: all build demo test bench race check fmt vet staticcheck cross fuzz clean

all: build

build:
	$(GO) build -trimpath -ldflags '$(LDFLAGS)' -o $(BIN)/ ./cmd/...

demo: build
	$(GO) run ./internal/demo $(BIN)

test:
	$(GO) test $(TESTFLAGS) ./...

# Nothing is built while it measures; what it measures it builds itself.
bench:
	$(GO) build -trimpath -o $(BIN)/bench ./bench
	$(BIN)/bench $(BENCHFLAGS)

# The race detector needs cgo.
race:
	CGO_ENABLED=1 $(GO) test -race $(TESTFLAGS) ./...

check: fmt vet staticcheck cross
	$(GO) test ./internal/archtest

fmt:
	@unformatted=$$(gofmt -l .); \
	if [ -n "$$unformatted" ]; then echo "gofmt would change:"; echo "$$unformatted"; exit 1; fi

vet:
	$(GO) vet ./...

staticcheck:
	$(GO) tool staticcheck ./...

# What other systems and processors build: everything on Linux, and on others
# the packages themselves, whose Linux parts say that they are unsupported.
cross:
	GOOS=linux GOARCH=arm64 $(GO) build ./...
	GOOS=linux GOARCH=386 $(GO) build ./...
	GOOS=darwin GOARCH=arm64 $(GO) vet ./...

# Every fuzz target for a short while each; FUZZTIME=1m for longer.
FUZZTIME ?= 10s
fuzz:
	@for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
			echo "$$pkg $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
		done; \
	done

clean:
	rm -rf $(BIN)
