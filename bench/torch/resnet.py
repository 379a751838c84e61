"""Residual networks (He 2016): the form for CIFAR with a 3x3 stem, and ResNet-18."""

from torch import nn
from torch.nn import functional as F


def convolution(inside, outside, size, stride):
    return nn.Conv2d(inside, outside, size, stride, size // 2, bias=False)


class BasicBlock(nn.Module):
    def __init__(self, inside, outside, stride):
        super().__init__()
        self.first, self.first_norm = convolution(inside, outside, 3, stride), nn.BatchNorm2d(outside)
        self.second, self.second_norm = convolution(outside, outside, 3, 1), nn.BatchNorm2d(outside)
        self.shortcut = None
        if stride != 1 or inside != outside:
            self.shortcut = nn.Sequential(convolution(inside, outside, 1, stride), nn.BatchNorm2d(outside))

    def forward(self, x):
        y = self.second_norm(self.second(F.relu(self.first_norm(self.first(x)))))
        return F.relu(y + (x if self.shortcut is None else self.shortcut(x)))


class ResNet(nn.Module):
    """`stages` are widths; every stage but the first halves the map."""

    def __init__(self, stem, stages, blocks, classes=10):
        super().__init__()
        self.stem = stem
        layers, inside = [], stages[0]
        for index, width in enumerate(stages):
            for block in range(blocks):
                layers.append(BasicBlock(inside, width, 2 if index > 0 and block == 0 else 1))
                inside = width
        self.layers = nn.Sequential(*layers)
        self.head = nn.Linear(inside, classes)

    def forward(self, pixels):
        return self.head(self.layers(self.stem(pixels)).mean((2, 3)))


def cifar_resnet20():
    stem = nn.Sequential(convolution(3, 16, 3, 1), nn.BatchNorm2d(16), nn.ReLU())
    return ResNet(stem, [16, 32, 64], 3)


def resnet18():
    stem = nn.Sequential(convolution(3, 64, 7, 2), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(3, 2, 1))
    return ResNet(stem, [64, 128, 256, 512], 2)
