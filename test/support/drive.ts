import { atOnce, type Drive } from '../../src/pipeline/drive.ts';

/** Nobody else waits for a turn. */
export const drive: Drive = async (work) => atOnce(work);
