/** Which room may import which (.dependency-cruiser.cjs): every rule finds an import that breaks it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ROOT } from '../../scripts/n8n/paths';

interface Violation {
	from: string;
	rule: { name: string };
}

/** An import that must not be, from one file to another, by the rule that finds it. */
const planted = [
	['shared-knows-no-service', 'nodes/shared/execution/a.ts', 'nodes/AutoCall/service/x.ts'],
	['shared-knows-no-service', 'nodes/shared/contacts/b.ts', 'packages/other/nodes/Other/x.ts'],
	['shared-transport', 'nodes/shared/transport/c.ts', 'nodes/shared/declaration/x.ts'],
	['shared-declaration', 'nodes/shared/declaration/d.ts', 'nodes/shared/call/x.ts'],
	['shared-call', 'nodes/shared/call/e.ts', 'nodes/shared/duplicates/x.ts'],
	['shared-duplicates', 'nodes/shared/duplicates/f.ts', 'nodes/shared/execution/x.ts'],
	['shared-contacts', 'nodes/shared/contacts/g.ts', 'nodes/shared/execution/x.ts'],
	['shared-execution', 'nodes/shared/execution/h.ts', 'nodes/shared/contacts/x.ts'],
	['shared-waiting', 'nodes/shared/waiting/h.ts', 'nodes/shared/execution/x.ts'],
	['service-room-is-the-lowest', 'nodes/AutoCall/service/i.ts', 'nodes/AutoCall/campaigns/x.ts'],
	['service-room-is-the-lowest', 'nodes/AutoCall/service/j.ts', 'nodes/AutoCallTrigger/x.ts'],
	['middle-imports-no-resources', 'nodes/AutoCall/campaigns/k.ts', 'nodes/AutoCall/resources/x.ts'],
	[
		'middle-imports-no-resources',
		'packages/other/nodes/Other/calls/k.ts',
		'packages/other/nodes/Other/resources/x.ts',
	],
	['resources-import-no-node', 'nodes/AutoCall/resources/l.ts', 'nodes/AutoCall/methods/x.ts'],
	['trigger-uses-the-service-only', 'nodes/AutoCallTrigger/m.ts', 'nodes/AutoCall/campaigns/x.ts'],
	[
		'autocall-imports-no-other-service',
		'nodes/AutoCall/resources/n.ts',
		'packages/other/nodes/Other/x.ts',
	],
	[
		'service-imports-no-other-service',
		'packages/other/nodes/Other/o.ts',
		'packages/another/nodes/X/x.ts',
	],
	[
		'service-imports-no-other-service',
		'packages/other/nodes/Other/p.ts',
		'nodes/AutoCall/service/x.ts',
	],
	[
		'service-room-is-the-lowest',
		'packages/other/nodes/Other/service/q.ts',
		'packages/other/nodes/Other/resources/x.ts',
	],
	['no-circle', 'nodes/shared/transport/r.ts', 'nodes/shared/transport/s.ts'],
] as const;

/** The other half of the circle, which is told once. */
const CIRCLE_BACK = ['nodes/shared/transport/s.ts', 'nodes/shared/transport/r.ts'] as const;

/** Imports that are as they should be. */
const allowed = [
	['nodes/AutoCall/resources/t.ts', 'nodes/AutoCall/campaigns/x.ts'],
	['nodes/AutoCall/campaigns/u.ts', 'nodes/AutoCall/service/x.ts'],
	['nodes/AutoCallTrigger/v.ts', 'nodes/AutoCall/service/x.ts'],
	['packages/other/nodes/OtherTrigger/w.ts', 'packages/other/nodes/Other/service/x.ts'],
	['packages/other/nodes/Other/resources/t.ts', 'packages/other/nodes/Other/calls/x.ts'],
	['packages/other/nodes/Other/calls/u.ts', 'packages/other/nodes/Other/service/x.ts'],
	['packages/other/nodes/Other/y.ts', 'nodes/shared/execution/x.ts'],
	['nodes/shared/execution/z.ts', 'nodes/shared/duplicates/x.ts'],
] as const;

let folder: string;
let violations: Violation[];

function write(file: string, text: string): void {
	mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
	writeFileSync(path.join(folder, file), text);
}

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'import-directions-'));
	const imports = [...planted.map(([, from, to]) => [from, to] as const), ...allowed, CIRCLE_BACK];
	for (const [, to] of imports) write(to, 'export type X = string;\n');
	for (const [from, to] of imports) {
		const spec = path.posix.relative(path.posix.dirname(from), to).replace(/\.ts$/, '');
		const local = spec.startsWith('.') ? spec : `./${spec}`;
		// A type import is an import too.
		write(from, `import type { X } from '${local}';\nexport type Y = X;\nexport type { X };\n`);
	}
	write('tsconfig.json', '{}');
	const cli = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
	const config = path.join(ROOT, '.dependency-cruiser.cjs');
	const args = [cli, 'nodes', 'packages', '--config', config, '--output-type', 'json'];
	const report = execFileSync('node', args, { cwd: folder, encoding: 'utf8' });
	({ violations } = (JSON.parse(report) as { summary: { violations: Violation[] } }).summary);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(planted)('%s: %s does not import %s', (rule, from) => {
	const found = violations.filter((violation) => violation.from === from);
	expect(found.map(({ rule: { name } }) => name)).toContain(rule);
});

it.each(allowed)('%s imports %s', (from) => {
	expect(violations.filter((violation) => violation.from === from)).toEqual([]);
});
