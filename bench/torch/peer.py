"""PyTorch eager as a peer of the training benchmarks: speaks JSON lines, one request in, one answer out.

Requests: {"do": "prepare", "workload", "rows", "rate", "threads", "seed"} -> {"version", "parameters"}
          {"do": "run", "steps"} -> {"seconds", "loss", "peerSeconds"}
          {"do": "peak"} -> {"bytes"}
"""

import json
import resource
import sys
import time

import torch

from workloads import WORKLOADS


def prepare(request):
    torch.set_num_threads(request["threads"])
    torch.manual_seed(request["seed"])
    model, loss = WORKLOADS[request["workload"]](request["rows"])
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimiser = torch.optim.Adam(trained, lr=request["rate"])
    answer = {"version": torch.__version__, "parameters": sum(parameter.numel() for parameter in trained)}
    return (loss, optimiser), answer


def run(loss, optimiser, steps):
    started, worked = time.perf_counter(), time.process_time()
    for _ in range(steps):
        optimiser.zero_grad(set_to_none=True)
        value = loss()
        value.backward()
        optimiser.step()
        last = value.item()
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    return {"seconds": seconds, "loss": last, "peerSeconds": worked}


def main():
    prepared = None
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "prepare":
            prepared, answer = prepare(request)
        elif request["do"] == "run":
            answer = run(*prepared, request["steps"])
        else:
            answer = {"bytes": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}
        print(json.dumps(answer), flush=True)


main()
