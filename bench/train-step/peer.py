"""PyTorch eager peer of bench/train-step: speaks JSON lines, one request in, one answer out.

Requests: {"do": "prepare", "threads", "batch", "seed"} -> {"version", "parameters"}
          {"do": "run", "steps"} -> {"seconds", "loss", "peerSeconds"}
"""

import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    """Pre-norm transformer block (Xiong 2020), the projection of query, key and value in one product."""

    def __init__(self, width, heads, inner):
        super().__init__()
        self.heads = heads
        self.attention_norm = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.mlp_norm = nn.LayerNorm(width)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)

    def forward(self, x):
        batch, tokens, width = x.shape
        qkv = self.qkv(self.attention_norm(x)).view(batch, tokens, 3, self.heads, width // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(query, key, value)
        x = x + self.out(attended.transpose(1, 2).reshape(batch, tokens, width))
        return x + self.down(F.gelu(self.up(self.mlp_norm(x))))


class Vit(nn.Module):
    """64 patches of 16x16 from 3x128x128 and a class token: 65 tokens of 192, six blocks, ten classes."""

    def __init__(self, width=192, heads=3, inner=768, depth=6, classes=10):
        super().__init__()
        self.patch = nn.Linear(768, width)
        self.token = nn.Parameter(torch.zeros(1, 1, width))
        self.positions = nn.Parameter(torch.randn(1, 65, width) * 0.02)
        self.blocks = nn.Sequential(*[Block(width, heads, inner) for _ in range(depth)])
        self.norm = nn.LayerNorm(width)
        self.head = nn.Linear(width, classes)

    def forward(self, pixels):
        batch = pixels.shape[0]
        patches = pixels.view(batch, 3, 8, 16, 8, 16).permute(0, 2, 4, 1, 3, 5).reshape(batch, 64, 768)
        tokens = torch.cat([self.token.expand(batch, 1, -1), self.patch(patches)], 1) + self.positions
        return self.head(self.norm(self.blocks(tokens)).mean(1))


def main():
    state = None
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "prepare":
            torch.set_num_threads(request["threads"])
            torch.manual_seed(request["seed"])
            model = Vit()
            optimiser = torch.optim.Adam(model.parameters(), lr=1e-3)
            pixels = torch.randn(request["batch"], 3, 128, 128)
            target = torch.randint(0, 10, (request["batch"],))
            state = (model, optimiser, pixels, target)
            parameters = sum(parameter.numel() for parameter in model.parameters())
            answer = {"version": torch.__version__, "parameters": parameters}
        else:
            model, optimiser, pixels, target = state
            started, worked = time.perf_counter(), time.process_time()
            for _ in range(request["steps"]):
                optimiser.zero_grad(set_to_none=True)
                loss = F.cross_entropy(model(pixels), target)
                loss.backward()
                optimiser.step()
                value = loss.item()
            seconds, worked = time.perf_counter() - started, time.process_time() - worked
            answer = {"seconds": seconds, "loss": value, "peerSeconds": worked}
        print(json.dumps(answer), flush=True)


main()
