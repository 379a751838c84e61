"""Transformers as the layers package builds them: pre-norm blocks, query, key and value in one product."""

import torch
from torch import nn
from torch.nn import functional as F


class Block(nn.Module):
    """Pre-norm transformer block (Xiong 2020) with PyTorch's fused attention."""

    def __init__(self, width, heads, inner):
        super().__init__()
        self.heads = heads
        self.attention_norm = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.mlp_norm = nn.LayerNorm(width)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)

    def forward(self, x, mask=None):
        batch, tokens, width = x.shape
        qkv = self.qkv(self.attention_norm(x)).view(batch, tokens, 3, self.heads, width // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        x = x + self.out(attended.transpose(1, 2).reshape(batch, tokens, width))
        return x + self.down(F.gelu(self.up(self.mlp_norm(x))))


class Transformer(nn.Module):
    """x [B, L, D] -> [B, L, D]; ends with a normalisation."""

    def __init__(self, width, heads, depth):
        super().__init__()
        self.blocks = nn.ModuleList([Block(width, heads, 4 * width) for _ in range(depth)])
        self.norm = nn.LayerNorm(width)

    def forward(self, x, mask=None):
        for block in self.blocks:
            x = block(x, mask)
        return self.norm(x)


class Vit(nn.Module):
    """Square patches, and a class token where wanted; the mean over the tokens goes to the head."""

    def __init__(self, picture=128, patch=16, width=192, heads=3, depth=6, classes=10, class_token=True):
        super().__init__()
        self.grid, self.side = picture // patch, patch
        self.patch = nn.Linear(3 * patch * patch, width)
        self.token = nn.Parameter(torch.zeros(1, 1, width)) if class_token else None
        self.positions = nn.Parameter(torch.randn(1, self.grid**2 + int(class_token), width) * 0.02)
        self.transformer = Transformer(width, heads, depth)
        self.head = nn.Linear(width, classes)

    def forward(self, pixels):
        batch, grid, side = pixels.shape[0], self.grid, self.side
        cut = pixels.view(batch, 3, grid, side, grid, side).permute(0, 2, 4, 1, 3, 5)
        patches = self.patch(cut.reshape(batch, grid * grid, -1))
        if self.token is not None:
            patches = torch.cat([self.token.expand(batch, 1, -1), patches], 1)
        return self.head(self.transformer(patches + self.positions).mean(1))


class TextTransformer(nn.Module):
    """Token ids with learned positions; the mean over the real tokens goes to the head."""

    def __init__(self, vocabulary=30522, length=128, width=384, heads=12, depth=6, classes=10):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, width)
        self.positions = nn.Parameter(torch.randn(1, length, width) * 0.02)
        self.transformer = Transformer(width, heads, depth)
        self.head = nn.Linear(width, classes)

    def forward(self, ids, mask):
        x = self.transformer(self.tokens(ids) + self.positions, mask.bool()[:, None, None, :])
        weights = mask / mask.sum(1, keepdim=True)
        return self.head((weights[:, None, :] @ x).squeeze(1))
