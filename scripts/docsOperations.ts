/** `npm run docs:operations`: writes the tables of docs/operations.md from the declared operations. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { shownResources } from './docs/operations';
import { operationTables, withOperations } from './docs/operationsPage';
import { ROOT } from './n8n/paths';

const page = join(ROOT, 'docs', 'operations.md');
writeFileSync(page, withOperations(readFileSync(page, 'utf8'), operationTables(shownResources())));
console.log('Written to docs/operations.md');
