"""What PyTorch trains in the benchmarks, by the names of bench/workloads: (trained module, loss of one batch)."""

import torch
from torch import nn
from torch.nn import functional as F

from resnet import cifar_resnet20, resnet18
from lora import only_last_blocks, with_adapters
from transformer import TextTransformer, Vit


def classifier(model, rows, *inputs, classes=10):
    target = torch.randint(0, classes, (rows,))
    return model, lambda: F.cross_entropy(model(*inputs), target)


def text(rows, tuned=lambda model: model):
    lengths = torch.randint(32, 129, (rows, 1))
    mask = (torch.arange(128)[None] < lengths).float()
    return classifier(tuned(TextTransformer()), rows, torch.randint(0, 30522, (rows, 128)), mask)


def head(rows):
    model = nn.Sequential(nn.Linear(1024, 256), nn.GELU(), nn.Linear(256, 43))
    return classifier(model, rows, torch.randn(rows, 1024), classes=43)


def clip_vision(rows, tuned):
    model = Vit(picture=224, patch=32, width=768, heads=12, depth=12, class_token=False)
    return classifier(tuned(model), rows, torch.randn(rows, 3, 224, 224))


WORKLOADS = {
    "vit-6x192": lambda rows: classifier(Vit(), rows, torch.randn(rows, 3, 128, 128)),
    "text-6x384": text,
    "cifar-resnet-20": lambda rows: classifier(cifar_resnet20(), rows, torch.randn(rows, 3, 32, 32)),
    "resnet-18-64": lambda rows: classifier(resnet18(), rows, torch.randn(rows, 3, 64, 64)),
    "head-1024-256-43": head,
    "minilm-lora": lambda rows: text(rows, with_adapters),
    "minilm-last-block": lambda rows: text(rows, lambda model: only_last_blocks(model, 1)),
    "clip-vision-b32-lora": lambda rows: clip_vision(rows, with_adapters),
    "clip-vision-b32-last-2": lambda rows: clip_vision(rows, lambda model: only_last_blocks(model, 2)),
}
