"""PyTorch or plain onnxruntime with Pillow, from JPEG files to vectors: the protocol of peer.py.

Prepare takes "engine" ("torch" or "onnxruntime"), "folder" with <n>.jpg and tower.onnx, "pictures", "threads".
"""

import json
import sys
import time

import numpy
from PIL import Image, ImageOps

SIDE = 224


def pixels_of(folder, count):
    pictures = [ImageOps.fit(Image.open(f"{folder}/{index}.jpg").convert("RGB"), (SIDE, SIDE)) for index in range(count)]
    stacked = numpy.stack([numpy.asarray(picture, numpy.float32) for picture in pictures])
    return numpy.ascontiguousarray((stacked / 127.5 - 1).transpose(0, 3, 1, 2))


def torch_encoder(request):
    import torch

    from transformer import Vit

    torch.set_num_threads(request["threads"])
    model = Vit(picture=SIDE, patch=32, width=768, heads=12, depth=12, class_token=False).eval()
    model.head = torch.nn.Identity()

    def encode(pixels):
        with torch.inference_mode():
            return model(torch.from_numpy(pixels)).numpy()

    return torch.__version__, encode


def onnxruntime_encoder(request):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = request["threads"]
    session = onnxruntime.InferenceSession(f"{request['folder']}/tower.onnx", options, ["CPUExecutionProvider"])
    return onnxruntime.__version__, lambda pixels: session.run(None, {"pixels": pixels})[0]


def main():
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "prepare":
            folder, count = request["folder"], request["pictures"]
            start = torch_encoder if request["engine"] == "torch" else onnxruntime_encoder
            version, encode = start(request)
            answer = {"version": version, "parameters": 0}
        else:
            started, worked = time.perf_counter(), time.process_time()
            for _ in range(request["steps"]):
                vectors = encode(pixels_of(folder, count))
            seconds, worked = time.perf_counter() - started, time.process_time() - worked
            answer = {"seconds": seconds, "loss": float(vectors[0, 0]), "peerSeconds": worked}
        print(json.dumps(answer), flush=True)


main()
