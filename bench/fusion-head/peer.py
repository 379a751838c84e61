"""PyTorch eager peer of bench/fusion-head: speaks JSON lines, one request in, one answer out.

Requests: {"do": "prepare", "threads", "batch", "seed"} -> {"version", "parameters"}
          {"do": "run", "steps"} -> {"seconds", "loss", "peerSeconds"}
"""

import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


def main():
    state = None
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "prepare":
            torch.set_num_threads(request["threads"])
            torch.manual_seed(request["seed"])
            model = nn.Sequential(nn.Linear(1024, 256), nn.GELU(), nn.Linear(256, 43))
            optimiser = torch.optim.Adam(model.parameters(), lr=1e-3)
            features = torch.randn(request["batch"], 1024)
            target = torch.randint(0, 43, (request["batch"],))
            state = (model, optimiser, features, target)
            parameters = sum(parameter.numel() for parameter in model.parameters())
            answer = {"version": torch.__version__, "parameters": parameters}
        else:
            model, optimiser, features, target = state
            started, worked = time.perf_counter(), time.process_time()
            for _ in range(request["steps"]):
                optimiser.zero_grad(set_to_none=True)
                loss = F.cross_entropy(model(features), target)
                loss.backward()
                optimiser.step()
                value = loss.item()
            seconds, worked = time.perf_counter() - started, time.process_time() - worked
            answer = {"seconds": seconds, "loss": value, "peerSeconds": worked}
        print(json.dumps(answer), flush=True)


main()
