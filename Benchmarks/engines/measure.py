#!/usr/bin/env python3
"""Runs a command and writes what it took as JSON: wall seconds, CPU seconds (children too), peak resident bytes.

usage: measure.py RESULT.json LOG COMMAND [ARGUMENT]...

A process of its own, since a new process starts with the peak of the one that it was forked from. LOG gets all output.
"""
import json, os, subprocess, sys, time

if len(sys.argv) < 4:
    print(__doc__)
    sys.exit(0 if "--help" in sys.argv else 2)
result, log, command = sys.argv[1], sys.argv[2], sys.argv[3:]
with open(log, "w") as output:
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    _, status, use = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
with open(result, "w") as out:
    json.dump({"wall_s": round(wall, 3), "cpu_s": round(use.ru_utime + use.ru_stime, 3), "peak_bytes": use.ru_maxrss * 1024}, out)
sys.exit(os.waitstatus_to_exitcode(status))
