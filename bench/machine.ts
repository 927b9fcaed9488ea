import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** Where the figures come from, in one line: processor, memory, Node and the parts of n8n. */
export function machine(): string {
	const processors = cpus();
	const version = (name: string) =>
		String(JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')).version);
	return [
		`${processors[0]?.model.trim()}, ${processors.length} cores`,
		`${Math.round(totalmem() / 2 ** 30)} GiB of memory`,
		`Node.js ${process.versions.node}`,
		...['n8n-core', 'n8n-workflow', 'n8n-nodes-base'].map((name) => `${name} ${version(name)}`),
	].join('; ');
}
