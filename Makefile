# Everything a developer runs. The work is in build/*; `make help` lists the targets.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

export DOTNET_NOLOGO := 1
export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export TESTINGPLATFORM_TELEMETRY_OPTOUT := 1
# The SDK then needs no ICU library of the machine.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT := 1

# make bench-ipam PODS=1000 AGENTS=4 PARALLEL=32 STACK=v4|dual
PODS ?= 1000
AGENTS ?= 4
PARALLEL ?= 32
STACK ?= v4

.PHONY: help
help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: publish ## Two virtual nodes, pods with macvlan interfaces and pool addresses, pings, clean-up (root)
	@build/run-sandbox demo

.PHONY: test
test: publish ## All tests; the last line is the total (root: the kernel tests run too)
	@build/test

.PHONY: test-kube
test-kube: build ## The API-server tests on a real kube-apiserver and etcd (the first run builds them: up to half an hour)
	@tests/kube/run

.PHONY: bench
bench: bench-ipam bench-cni bench-reclaim bench-micro ## All benchmarks

.PHONY: bench-ipam
bench-ipam: publish ## Allocations/s through the agents' sockets; PODS= AGENTS= PARALLEL= STACK=v4|dual
	@build/bench ipam --pods $(PODS) --agents $(AGENTS) --parallel $(PARALLEL) --stack $(STACK)

.PHONY: bench-cni
bench-cni: publish ## Whole-process time of the IPAM plugin beside Debian's host-local
	@build/bench cni

.PHONY: bench-reclaim
bench-reclaim: publish ## The controller: 5000 leaked addresses in 50 pools, then scans of 10000 live ones
	@build/bench reclaim
	@build/bench scan

.PHONY: bench-micro
bench-micro: build ## BenchmarkDotNet: addressing, selection, ledger
	@build/bench micro

.PHONY: build
build: packages ## Compile the solution (Release)
	@build/step build "Compiling the solution" dotnet build Spiderpool.slnx -c Release -m -v q --nologo

.PHONY: publish
publish: build ## Native AOT binaries into artifacts/bin-aot
	@build/publish

.PHONY: packages
packages: ## Install the Debian packages that are missing (root)
	@build/install-packages

.PHONY: format
format: ## Format the C# sources
	@dotnet format Spiderpool.slnx

.PHONY: format-check
format-check: ## Check the format, the shell scripts and what may not be committed
	@build/check-tree
	@build/step format "Checking the format" dotnet format Spiderpool.slnx --verify-no-changes

.PHONY: clean
clean: ## Remove all build output and sandbox state
	@build/clean
