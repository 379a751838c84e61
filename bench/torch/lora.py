"""Partly trained encoders: low-rank adapters (Hu 2021) on attention, or last blocks, under a trained head."""

import torch
from torch import nn

RANK, ALPHA = 8, 16


class Adapted(nn.Module):
    def __init__(self, linear):
        super().__init__()
        self.linear = linear
        self.down = nn.Parameter(torch.randn(linear.in_features, RANK) * linear.in_features**-0.5)
        self.up = nn.Parameter(torch.zeros(RANK, linear.out_features))

    def forward(self, x):
        return self.linear(x) + (x @ self.down) @ self.up * (ALPHA / RANK)


def frozen(model):
    for parameter in model.parameters():
        parameter.requires_grad = False
    for parameter in model.head.parameters():
        parameter.requires_grad = True


def with_adapters(model):
    frozen(model)
    for block in model.transformer.blocks:
        block.qkv, block.out = Adapted(block.qkv), Adapted(block.out)
    return model


def only_last_blocks(model, count):
    frozen(model)
    for module in [*model.transformer.blocks[-count:], model.transformer.norm]:
        for parameter in module.parameters():
            parameter.requires_grad = True
    return model
