import { join } from 'node:path';

/** The repository. */
export const ROOT = join(__dirname, '..', '..');

/** The folder whose lock file pins the whole n8n and a Node.js for it. */
export const N8N_FOLDER = join(ROOT, 'n8n');

/** The workflows that come with the package. */
export const EXAMPLES = join(ROOT, 'examples');
