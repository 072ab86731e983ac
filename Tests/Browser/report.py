"""What held and what did not: one line a check, safe to use from several browsers at once."""

import threading


class Report:
    """Prints and counts."""

    def __init__(self):
        self.passed = 0
        self.failures = []
        self._lock = threading.Lock()

    def add(self, claim, holds, detail=""):
        """One check; of a failed one the detail is printed below it."""
        with self._lock:
            if holds:
                self.passed += 1
                print(f"ok    {claim}", flush=True)
                return
            self.failures.append(claim)
            print(f"FAIL  {claim}", flush=True)
            for line in str(detail).splitlines()[:40]:
                print(f"        {line[:400]}", flush=True)
