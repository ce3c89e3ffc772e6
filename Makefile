# Every target that a person or .ci/run calls; `make help` explains them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8790

.PHONY: help setup build release test lint pages api instructions format golden demo bench fuzz clean

help: ## explain every target
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: ## install the Debian packages that kuasou needs
	@Scripts/setup

build: setup ## build everything for debugging, tests included
	swift build --build-tests

release: setup ## build the programs with optimisation into .build/release
	@# One by one: a build of everything links also a dynamic library of GRDB's that nobody uses, which static Swift libraries don't allow.
	for product in kuasou kuasou-server kuasou-extract kuasou-city kuasou-bench; do \
	  swift build -c release --static-swift-stdlib --product $$product || exit 1; done

demo: release ## start the sample city, crawl it, index it, answer 扶持资金, and serve the search page
	.build/release/kuasou demo --port $(PORT)

test: setup ## build and run all tests (unpacked shared data is used where ../shared is there)
	@Scripts/test

lint: ## check formatting, layers, documentation, unsafe code and sizes
	swift format lint --strict --recursive Package.swift Sources Tests
	Scripts/check-layers
	Scripts/check-docs
	Scripts/check-unsafe
	Scripts/check-sizes

pages: release ## look at all pages in headless Chromium, of the sample city or of a data folder: make pages [DATA=…]
	Scripts/setup-pages
	Scripts/check-pages $(if $(DATA),--data $(DATA))

api: release ## have schemathesis try the JSON interfaces over a data folder: make api DATA=…
	Scripts/check-api $(DATA)

instructions: setup ## count the instructions of the hot loops and compare them with their budgets
	Scripts/check-instructions

format: ## format all Swift code in place
	swift format --in-place --recursive Package.swift Sources Tests

golden: setup ## rewrite the expected results of the golden tests; review them by git diff
	UPDATE_GOLDEN=1 swift test --disable-xctest --filter Golden

bench: release ## measure tokenizer, index, search, crawl; prints machine and versions
	Benchmarks/run

fuzz: setup ## run every fuzz target for 60 seconds each (FUZZ_SECONDS=n to change)
	Fuzz/run

clean: ## remove what was built
	rm -rf .build
