import { describe, expect, test } from "vitest";
import { checkFilePath, checkModelId, checkRevision, revisionFolder } from "./names.ts";
import { hubSettings } from "./settings.ts";

describe("names from outside", () => {
  test.each(["Xenova/all-MiniLM-L6-v2", "gpt2", "onnx-community/mobilenetv4_conv_small.e2400_r224_in1k"])(
    "model %s",
    (id) => {
      expect(checkModelId(id)).toBe(id);
    },
  );
  test.each([
    "",
    "..",
    "../x",
    "a/../b",
    "a/b/c",
    "/etc",
    "a\\b",
    "a/b?x",
    "a/.hidden",
    "a b/c",
    "http://x/y",
    "a/b.git",
    "a/..b",
  ])("model %j is refused", (id) => {
    expect(() => checkModelId(id)).toThrow(/hub-name-invalid/);
  });

  test.each([
    "onnx/model.onnx",
    "config.json",
    "vocab.txt",
    "spiece.model",
    "onnx/model.onnx_data",
    "model.safetensors",
    "onnx/model.onnx_data_12",
    "1_Pooling/config.json",
  ])("file %s", (path) => {
    expect(checkFilePath(path)).toBe(path);
  });
  test.each([
    "pytorch_model.bin",
    "model.pt",
    "data.pkl",
    "all.zip",
    "handler.py",
    "model.onnx.py",
    "model.safetensors.py",
    "README.md",
  ])("file %s is not taken", (path) => {
    expect(() => checkFilePath(path)).toThrow(/model-file-refused/);
  });
  test.each([
    "../config.json",
    "a/../../x.json",
    "/etc/x.json",
    "a//x.json",
    "C:\\x.json",
    "a/./x.json",
    "x\0.json",
    ".hidden.json",
    "a./x.json",
  ])("file %j is refused", (path) => {
    expect(() => checkFilePath(path)).toThrow(/hub-name-invalid/);
  });

  test("revisions: commits, branches, pull requests; as one folder name", () => {
    expect(checkRevision("main")).toBe("main");
    expect(revisionFolder("refs/pr/1")).toBe("refs--pr--1");
    for (const bad of ["", "../x", "a/../b", "main/", "-x", "a b"])
      expect(() => checkRevision(bad)).toThrow(/hub-name-invalid/);
  });
});

describe("settings of the hub", () => {
  test("the public hub by default", () => {
    expect(hubSettings({})).toMatchObject({ operatorSet: false, token: null });
    expect(hubSettings({}).endpoint.href).toBe("https://huggingface.co/");
  });
  test("a wrong address is named", () => {
    expect(() => hubSettings({ HF_ENDPOINT: "huggingface" })).toThrow(/setting-invalid.*HF_ENDPOINT/);
    expect(() => hubSettings({ HF_ENDPOINT: "ftp://x/" })).toThrow(/setting-invalid/);
  });
  test("the token goes over https or inside this machine, never over plain http", () => {
    const token = (HF_ENDPOINT: string) => hubSettings({ HF_ENDPOINT, HF_TOKEN: "t" }).token;
    expect(token("https://mirror.example")).toBe("t");
    expect(token("http://127.0.0.1:8080")).toBe("t");
    expect(token("http://localhost:8080")).toBe("t");
    expect(token("http://192.168.1.5:8080")).toBeNull();
    expect(token("http://mirror.example")).toBeNull();
  });
});
