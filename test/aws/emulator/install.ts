import { join } from 'node:path';
import { installPython } from '../../../scripts/python.ts';

/** The Python of a virtual environment that holds moto, made on first use (about 15 s). */
export async function installMoto(): Promise<string> {
  const requirements = join(import.meta.dirname, 'requirements.txt');
  const programs = await installPython({ name: 'plumbline-moto', requirements, command: 'npm run test:aws' });
  return join(programs, 'python');
}
