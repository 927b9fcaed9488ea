/** Makes the n8n that is tested into one that the harness can drive. */
import { prepareNewest } from './adapters/newest';
import { prepareOldest } from './adapters/oldest';

if (process.env.N8N_ENGINE === 'oldest') prepareOldest();
else prepareNewest();
