"""Runs a command as the child of a small process and writes seconds, those of its cores, peak memory in kB and
status to a file.

A child's peak memory begins with that of the process it was forked from, so a large benchmark may not start it itself."""

import os
import subprocess
import sys
import time

report, *command = sys.argv[1:]
begun = time.monotonic()
child = subprocess.Popen(command)
_, status, usage = os.wait4(child.pid, 0)
with open(report, "w") as file:
    print(time.monotonic() - begun, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, os.waitstatus_to_exitcode(status), file=file)
