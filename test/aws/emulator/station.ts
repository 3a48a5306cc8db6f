import { type Moto, startMoto } from './moto.ts';
import { type FaultyProxy, startProxy } from './proxy.ts';
import type { StandIns } from './stand-ins.ts';

/** One emulator and the proxy before it. */
export interface Station {
  readonly moto: Moto;
  readonly proxy: FaultyProxy;
  close(): Promise<void>;
}

export async function openStation(standIns: StandIns = {}): Promise<Station> {
  const moto = await startMoto();
  const proxy = await startProxy(moto.endpoint, standIns);
  const close = async () => {
    await proxy.stop();
    await moto.stop();
  };
  return { moto, proxy, close };
}
