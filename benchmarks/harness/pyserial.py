"""Raw pyserial: `pyserial.py round-trip PORT COUNT` or `pyserial.py lines PORT COUNT`.

Prints one JSON object: p50 and p99 of a round trip in microseconds, or lines a second.
"""

import json
import sys
import time

import serial

mode, path, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
port = serial.Serial(path, 115200, timeout=5)


def round_trips():
    took = []
    for index in range(count + count // 10):
        began = time.perf_counter_ns()
        port.write(b"ping %06d\n" % index)
        port.readline()
        took.append((time.perf_counter_ns() - began) / 1000)
    took = sorted(took[count // 10 :])
    return {"p50": took[count // 2], "p99": took[count * 99 // 100]}


def lines():
    port.write(b'{"cmd":"id"}\n')
    port.readline()
    began = time.perf_counter()
    for index in range(count):
        if json.loads(port.readline())["sample"] != "s%d" % index:
            raise SystemExit("a line was lost")
    return {"rate": count / (time.perf_counter() - began)}


print(json.dumps(round_trips() if mode == "round-trip" else lines()))
