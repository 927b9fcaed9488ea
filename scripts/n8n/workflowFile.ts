import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import type { WorkflowFile } from './client';
import { PACKAGE } from './communityPackage';
import { EXAMPLES } from './paths';

/** A saved credential as a node names it. */
export interface CredentialReference {
	id: string;
	name: string;
}

/** The file names of the example workflows. */
export function exampleFiles(): string[] {
	return readdirSync(EXAMPLES)
		.filter((file) => file.endsWith('.json'))
		.sort();
}

/** An example workflow. */
export function example(file: string): WorkflowFile {
	return JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as WorkflowFile;
}

/** The workflow with the credential chosen in all nodes of this package. */
export function withCredential(
	workflow: WorkflowFile,
	credential: CredentialReference,
): WorkflowFile {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.type.startsWith(`${PACKAGE}.`)
				? { ...node, credentials: { ...node.credentials, autoCallApi: credential } }
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
