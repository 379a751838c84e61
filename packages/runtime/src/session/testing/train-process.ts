/** Runs `trainOnDevice` as a process of its own: a device may need an environment that a process is started with. */
import { type DeviceTraining, trainOnDevice } from "./train-on-device.ts";

const training: DeviceTraining = JSON.parse(process.argv[2] ?? "");
process.stdout.write(JSON.stringify(await trainOnDevice(training)));
