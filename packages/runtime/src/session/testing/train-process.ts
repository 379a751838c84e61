/** Runs `trainOnDevice` as a process of its own: a device may need an environment that a process is started with. */
import { trainOnDevice } from "./train-on-device.ts";

process.stdout.write(JSON.stringify(await trainOnDevice(process.argv[2] ?? "cpu")));
