/** GitHub reads a workflow only when it is started, and a release is no time to find a slip. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ROOT } from '../../scripts/n8n/paths';
import { lintWorkflow } from './tools';

const WORKFLOWS = path.join(ROOT, '.github/workflows');

it.each(readdirSync(WORKFLOWS))('actionlint finds nothing in %s', (file) => {
	expect(lintWorkflow(path.join(WORKFLOWS, file))).toEqual({ passes: true, said: '' });
});

it.each([
	['needs: [package, tests]', 'needs: [package, test]', 'needs job "test" which does not exist'],
	['id-token: write', 'id-tokens: write', 'unknown permission scope "id-tokens"'],
	['${{ github.token }}', '${{ github.tokens }}', 'property "tokens" is not defined'],
])('finds the slip of "%s" into "%s"', (right, wrong, message) => {
	const folder = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-workflow-'));
	const slipped = path.join(folder, 'publish.yml');
	const text = readFileSync(path.join(WORKFLOWS, 'publish.yml'), 'utf8');
	writeFileSync(slipped, text.replace(right, wrong));

	expect(lintWorkflow(slipped)).toEqual({
		passes: false,
		said: expect.stringContaining(message) as string,
	});
	rmSync(folder, { recursive: true });
});
