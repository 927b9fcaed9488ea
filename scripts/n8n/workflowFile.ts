import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import type { WorkflowFile } from './client';
import { EXAMPLES } from './paths';
import { autoCall, type WholeService, type AnySandbox } from './services';

type Service = WholeService<AnySandbox, object>;

/** A saved credential as a node names it. */
export interface CredentialReference {
	id: string;
	name: string;
}

/** The files of a service's example workflows, from `examples/`: `zvonobot/answers-to-crm.json`. */
export function exampleFiles({ examples }: Pick<Service, 'examples'> = autoCall): string[] {
	return readdirSync(join(EXAMPLES, examples))
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => posix.join(examples, file));
}

/** An example workflow. */
export function example(file: string): WorkflowFile {
	return JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as WorkflowFile;
}

/** The workflow with the credential chosen in all nodes of a service's package. */
export function withCredential(
	workflow: WorkflowFile,
	credential: CredentialReference,
	{ packageName, credentialType }: Pick<Service, 'packageName' | 'credentialType'> = autoCall,
): WorkflowFile {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.type.startsWith(`${packageName}.`)
				? { ...node, credentials: { ...node.credentials, [credentialType]: credential } }
				: node,
		),
	};
}

/** The workflow with a person's own settings in some of its nodes, by name. */
export function withSettings(
	workflow: WorkflowFile,
	settings: Record<string, IDataObject>,
): WorkflowFile {
	const names = workflow.nodes.map(({ name }) => name);
	for (const name of Object.keys(settings)) {
		if (!names.includes(name)) throw new Error(`The workflow has no node "${name}"`);
	}
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => ({
			...node,
			parameters: { ...node.parameters, ...settings[node.name] } as typeof node.parameters,
		})),
	};
}
