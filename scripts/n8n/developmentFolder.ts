import { join } from 'node:path';

import type { N8nClient, WorkflowFile } from './client';
import { EXAMPLES, N8N_FOLDER } from './paths';
import type { AnySandbox, WholeService } from './services';
import { example, exampleFiles, withCredential, type CredentialReference } from './workflowFile';

/** Where the n8n of `npm run dev` keeps everything; below `n8n/`, so that nodes find that n8n's packages. */
export const DEVELOPMENT_FOLDER = join(N8N_FOLDER, 'home');

/** Where an n8n in Docker may read files, which the examples name. */
const DOCKER_FILES = '/home/node/.n8n-files';

/** How long a workflow waits between two polls of a campaign of the sandbox. */
const WAIT_SECONDS = 5;

/** Saves the credential for a sandbox, or changes the saved one to this sandbox's address. */
export async function saveCredential(
	client: N8nClient,
	name: string,
	type: string,
	data: object,
): Promise<CredentialReference> {
	const saved = (await client.credentials()).find((credential) => credential.name === name);
	if (saved) {
		await client.updateCredential(saved.id, name, type, data);
		return { id: saved.id, name };
	}
	return { id: await client.createCredential(name, type, data), name };
}

/** Imports the examples of a service that are not there yet; those that are may have been changed by hand. */
export async function importExamples(
	client: N8nClient,
	service: WholeService<AnySandbox, object>,
	credential: CredentialReference,
): Promise<void> {
	const present = new Set((await client.workflows()).map(({ name }) => name));
	for (const workflow of exampleFiles(service).map(example)) {
		if (present.has(workflow.name)) continue;
		const prepared = withShortWaits(withLocalFiles(workflow));
		await client.createWorkflow(withCredential(prepared, credential, service));
	}
}

/** The workflow with seconds in place of minutes in its Wait nodes: the sandbox's campaigns end soon. */
function withShortWaits(workflow: WorkflowFile): WorkflowFile {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.type === 'n8n-nodes-base.wait' && node.parameters.unit === 'minutes'
				? { ...node, parameters: { ...node.parameters, amount: WAIT_SECONDS, unit: 'seconds' } }
				: node,
		),
	};
}

/** The workflow with the folder of the examples in place of that of an n8n in Docker. */
function withLocalFiles(workflow: WorkflowFile): WorkflowFile {
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => {
			const { fileSelector } = node.parameters;
			if (typeof fileSelector !== 'string' || !fileSelector.startsWith(DOCKER_FILES)) return node;
			const local = fileSelector.replace(DOCKER_FILES, EXAMPLES.replaceAll('\\', '/'));
			return { ...node, parameters: { ...node.parameters, fileSelector: local } };
		}),
	};
}
