import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { IRun } from 'n8n-workflow';

import { environmentOf, type N8nPlace } from './environment';

/**
 * One of n8n's commands, such as `import:workflow`, on the same user folder as a running n8n.
 *
 * @returns its output
 * @throws Error with its output, when it fails
 */
export async function n8nCommand(place: N8nPlace, args: string[]): Promise<string> {
	const { node, script } = place.installation;
	const { stdout } = await promisify(execFile)(node, [script, ...args], {
		env: environmentOf(place),
		maxBuffer: 256 * 1024 * 1024,
	});
	return stdout;
}

/** Runs a saved workflow with `n8n execute`. @returns the finished run @throws Error when the workflow fails */
export async function executeWorkflow(place: N8nPlace, workflowId: string): Promise<IRun> {
	const printed = await n8nCommand(place, ['execute', `--id=${workflowId}`, '--rawOutput']);
	// Warnings about the configuration come first.
	return JSON.parse(printed.slice(printed.search(/^\{$/m))) as IRun;
}
