# Two commands matter: `make run` and `make test`. The rest is for those who work on Kedang.

# Where the server keeps what it writes: kedang.db, keys/ and the like, next to the reference data
# of the repository. Git ignores all of it.
KEDANG_DATA ?= ./data
KEDANG_LISTEN ?= 127.0.0.1:8080
export KEDANG_DATA KEDANG_LISTEN

DEMO_DATA ?= ./data/local/demo
SERVER := $(or $(CARGO_TARGET_DIR),target)/quick/kedang

.DEFAULT_GOAL := help
.PHONY: help run build demo test check api bench bench-peers clean

help: ## Say what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

run: build ## Build the page and the server, and serve on $(KEDANG_LISTEN)
	@echo "Serving http://$(KEDANG_LISTEN) with data in $(KEDANG_DATA); Ctrl+C ends it."
	@exec $(SERVER) serve

build: ## Build the page and the server without starting it
	@scripts/build

demo: build ## Serve a sample company with people and customers
	@mkdir -p $(DEMO_DATA)
	@test -e $(DEMO_DATA)/people.txt || \
	  { $(SERVER) demo --data $(DEMO_DATA) >$(DEMO_DATA)/people.new && mv $(DEMO_DATA)/people.new $(DEMO_DATA)/people.txt; }
	@echo "Serving the sample company on http://$(KEDANG_LISTEN); Ctrl+C ends it. Sign in as"
	@cat $(DEMO_DATA)/people.txt
	@exec $(SERVER) serve --data $(DEMO_DATA)

test: ## Install what tests need, then check and test everything
	@scripts/test

check: ## The fast part of the tests: style, lints, pure crates, the page's types
	@scripts/check

api: ## Write docs/openapi.json from the server, and the page's types from it
	@scripts/api write

bench: ## Measure this release with 100,000 customers
	@scripts/bench

bench-peers: ## Measure other systems doing the same work
	@scripts/bench-peers

clean: ## Remove everything that was built; the data stays
	@scripts/postgres-stop
	rm -rf target web/dist web/node_modules .venv
