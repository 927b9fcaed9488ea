import type { Editor } from '../../test/n8n/editor/support/editor';
import type { N8nClient, WorkflowFile } from '../n8n/client';
import type { AnySandbox, WholeService } from '../n8n/services';
import { withCredential, type CredentialReference } from '../n8n/workflowFile';

/** The setting of a scene. */
export interface Stage<Sandbox extends AnySandbox> {
	editor: Editor;
	client: N8nClient;
	service: WholeService<AnySandbox, object>;
	sandbox: Sandbox;
	/** The saved credential for the sandbox. */
	credential: CredentialReference;
}

/** Plays a scene and takes its picture. */
export type Scene<Sandbox extends AnySandbox> = (stage: Stage<Sandbox>) => Promise<void>;

/** Opens a workflow, with the credential chosen in the nodes of the service. */
export async function open(
	{ client, editor, credential, service }: Stage<AnySandbox>,
	workflow: WorkflowFile,
): Promise<void> {
	const id = await client.createWorkflow(withCredential(workflow, credential, service));
	await editor.openWorkflow(id);
}
