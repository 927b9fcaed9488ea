import { randomUUID } from 'node:crypto';

import { parse } from 'flatted';
import type {
	IConnections,
	INode,
	INodeExecutionData,
	INodeTypeDescription,
	IRunExecutionData,
	ITaskData,
	ExecutionStatus,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { OWNER } from './owner';

/** A workflow as the editor exports it. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: object;
	pinData?: object;
}

/** An execution as n8n's database holds it. */
export interface Execution {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	mode: WorkflowExecuteMode;
	/** The end of its wait, if it waits. */
	waitTill: Date | null;
	/** Everything that ran, and the error if it failed. */
	data: IRunExecutionData;
}

/** The result of "Save" in the window of a credential. */
export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** A refusal of n8n's REST interface. */
export class N8nRefusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

/** How long something in n8n may take before a wait for it gives up, milliseconds. */
const PATIENCE = 150_000;
/** Milliseconds between two polls. */
const POLL_INTERVAL_MS = 100;

/** n8n's REST interface as the editor uses it, in the name of the owner. */
export class N8nClient {
	/** n8n binds a session to the browser that began it. */
	private readonly browserId = randomUUID();

	private cookie = '';

	/** @param url `http://127.0.0.1:PORT` */
	constructor(readonly url: string) {}

	/** Creates the owner's account on an n8n that has none yet, and signs in. */
	async setUpOwner(): Promise<void> {
		await this.request('POST', '/rest/owner/setup', OWNER);
	}

	/** Signs in as the owner. @throws N8nRefusal when there is no such account */
	async signIn(): Promise<void> {
		const { email, password } = OWNER;
		await this.request('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** The descriptions of all nodes that the editor offers. */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return (await (await this.fetch('GET', '/types/nodes.json')).json()) as INodeTypeDescription[];
	}

	/** The descriptions of all credentials that the editor offers. */
	async credentialTypes(): Promise<Array<Record<string, unknown>>> {
		const response = await this.fetch('GET', '/types/credentials.json');
		return (await response.json()) as Array<Record<string, unknown>>;
	}

	/** Saves a credential. @returns its ID */
	async createCredential(name: string, type: string, data: object): Promise<string> {
		const { id } = await this.request<{ id: string }>('POST', '/rest/credentials', {
			name,
			type,
			data,
		});
		return id;
	}

	/** Replaces the data of a saved credential. */
	async updateCredential(id: string, name: string, type: string, data: object): Promise<void> {
		await this.request('PATCH', `/rest/credentials/${id}`, { name, type, data });
	}

	/** All saved credentials. */
	async credentials(): Promise<Array<{ id: string; name: string; type: string }>> {
		return await this.request('GET', '/rest/credentials');
	}

	/** Tests the data of a credential as the editor does on "Save". */
	async testCredential(name: string, type: string, data: object): Promise<CredentialTestResult> {
		return await this.request('POST', '/rest/credentials/test', {
			credentials: { id: '', name, type, data },
		});
	}

	/** Saves a workflow as "Import from file" does. @returns its ID */
	async createWorkflow(workflow: WorkflowFile): Promise<string> {
		const { id } = await this.request<{ id: string }>('POST', '/rest/workflows', {
			settings: { executionOrder: 'v1' },
			...workflow,
		});
		return id;
	}

	/** The saved workflows. */
	async workflows(): Promise<Array<{ id: string; name: string; active: boolean }>> {
		return await this.request('GET', '/rest/workflows');
	}

	/** A saved workflow. */
	async workflow(workflowId: string): Promise<WorkflowFile & { versionId: string }> {
		return await this.request('GET', `/rest/workflows/${workflowId}`);
	}

	/** Makes a workflow active ("Publish"), as it was last saved. */
	async activate(workflowId: string): Promise<void> {
		const { versionId } = await this.workflow(workflowId);
		await this.request('POST', `/rest/workflows/${workflowId}/activate`, { versionId });
	}

	/** Makes a workflow inactive. */
	async deactivate(workflowId: string): Promise<void> {
		await this.request('POST', `/rest/workflows/${workflowId}/deactivate`, {});
	}

	/**
	 * "Execute workflow" in the editor.
	 *
	 * @param trigger name of the node to start from
	 * @param items the trigger's items, if it waits for something, e.g. a chat message
	 * @returns the ID of the execution, which may still be running
	 */
	async run(workflowId: string, trigger: string, items?: INodeExecutionData[]): Promise<string> {
		const data: ITaskData | undefined = items && {
			startTime: Date.now(),
			executionTime: 0,
			executionIndex: 0,
			source: [],
			data: { main: [items] },
		};
		const { executionId } = await this.request<{ executionId: string }>(
			'POST',
			`/rest/workflows/${workflowId}/run`,
			{ triggerToStartFrom: { name: trigger, data } },
		);
		return executionId;
	}

	/** One execution with its data. */
	async execution(executionId: string): Promise<Execution> {
		const { data, waitTill, ...rest } = await this.request<
			Omit<Execution, 'data' | 'waitTill'> & { data: string; waitTill: string | null }
		>('GET', `/rest/executions/${executionId}`);
		return {
			...rest,
			waitTill: waitTill ? new Date(waitTill) : null,
			data: parse(data) as IRunExecutionData,
		};
	}

	/** The executions of a workflow, oldest first, at most a hundred. */
	async executions(workflowId: string): Promise<Array<{ id: string; status: ExecutionStatus }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const { results } = await this.request<{
			results: Array<{ id: string; status: ExecutionStatus }>;
		}>('GET', `/rest/executions?limit=100&filter=${filter}`);
		return results.reverse();
	}

	/** The IDs of all executions of a workflow with a status, newest first. */
	async allExecutions(workflowId: string, status: ExecutionStatus): Promise<string[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status: [status] }));
		const ids: string[] = [];
		for (;;) {
			const before = ids.length > 0 ? `&lastId=${ids.at(-1)}` : '';
			const { results } = await this.request<{ results: Array<{ id: string }> }>(
				'GET',
				`/rest/executions?limit=100&filter=${filter}${before}`,
			);
			if (results.length === 0) return ids;
			ids.push(...results.map(({ id }) => id));
		}
	}

	/** Waits until an execution has one of the statuses. @returns it with its data */
	async executionWith(executionId: string, ...statuses: ExecutionStatus[]): Promise<Execution> {
		return await until(
			async () => {
				const execution = await this.execution(executionId);
				return statuses.includes(execution.status) ? execution : undefined;
			},
			() => `execution ${executionId} is ${statuses.join(' or ')}`,
		);
	}

	/** Waits until an execution has ended, good or bad. */
	async finished(executionId: string): Promise<Execution> {
		return await this.executionWith(executionId, 'success', 'error', 'crashed', 'canceled');
	}

	/** Waits until a workflow has that many executions that have ended. @returns them, oldest first */
	async finishedExecutions(workflowId: string, count: number): Promise<Execution[]> {
		const ids = await until(
			async () => {
				const ended = (await this.executions(workflowId)).filter(
					({ status }) => !['new', 'running', 'waiting'].includes(status),
				);
				return ended.length >= count ? ended.map(({ id }) => id) : undefined;
			},
			() => `workflow ${workflowId} has ${count} finished executions`,
		);
		return await Promise.all(ids.map(async (id) => await this.execution(id)));
	}

	/**
	 * One request of the editor.
	 *
	 * @returns `data` of the response
	 * @throws N8nRefusal with n8n's own message
	 */
	async request<T = unknown>(method: string, path: string, body?: object): Promise<T> {
		const response = await this.fetch(method, path, body);
		const text = await response.text();
		const { data } = (text ? JSON.parse(text) : {}) as { data?: T };
		return data as T;
	}

	/** One request of the editor, whose response isn't read yet. @throws N8nRefusal with n8n's own message */
	async fetch(method: string, path: string, body?: object): Promise<Response> {
		const response = await fetch(this.url + path, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': this.browserId,
				cookie: this.cookie,
			},
			body: body && JSON.stringify(body),
		});
		const [session] = response.headers
			.getSetCookie()
			.filter((cookie) => cookie.startsWith('n8n-auth='));
		if (session) this.cookie = session.split(';')[0] ?? '';
		if (!response.ok) {
			throw new N8nRefusal(
				response.status,
				`n8n returned ${response.status} to ${method} ${path}: ${await response.text()}`,
			);
		}
		return response;
	}
}

/**
 * Polls until there is a result.
 *
 * @param poll returns `undefined` as long as there is nothing
 * @param what the awaited event, for the message
 * @throws Error when there is no result in 150 seconds
 */
export async function until<T>(
	poll: () => Promise<T | undefined> | T | undefined,
	what: () => string,
): Promise<T> {
	const limit = Date.now() + PATIENCE;
	for (;;) {
		const found = await poll();
		if (found !== undefined) return found;
		if (Date.now() > limit) throw new Error(`It did not happen that ${what()}`);
		await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
	}
}

/** The run data of an execution or of `n8n execute`. */
type Ran = Pick<Execution, 'data'>;

/** The runs of a node in an execution; none when it didn't run. */
export function runsOf({ data }: Ran, node: string): ITaskData[] {
	return data.resultData.runData[node] ?? [];
}

/** The items of one output of a node's last run; `undefined` when it didn't run. */
export function itemsOf(
	execution: Ran,
	node: string,
	output = 0,
): INodeExecutionData[] | undefined {
	const last = runsOf(execution, node).at(-1);
	return last && (last.data?.main?.[output] ?? []);
}
