import type {
	DataTableProxyProvider,
	ExecutionError,
	ExecutionStatus,
	IBinaryData,
	IDataObject,
	INode,
	INodeCredentialTestResult,
	INodeExecutionData,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeTypeDescription,
	IRun,
	ITaskData,
	IWorkflowBase,
	WorkflowActivateMode,
} from 'n8n-workflow';

/** Decrypted credential data by credential type, e.g. `{ autoCallApi: { apiKey, baseUrl } }`. */
export type CredentialsByType = Record<string, object>;

/** An item as a test writes it: either the bare JSON or a whole n8n item (binary data, pairing). */
export type ItemInput = IDataObject | INodeExecutionData;

/** How n8n is asked to run: `manual` is the editor's "Execute workflow", the others are production. */
export type RunMode = 'manual' | 'trigger' | 'webhook';

export interface RunNodeOptions {
	/** Full node type; our own node when left out. */
	type?: string;
	/** Version of the node type; the newest when left out. */
	typeVersion?: number;
	/** Parameters as the editor saves them: only those that differ from the defaults are needed. */
	parameters?: IDataObject;
	/** The input of the node; one empty item when left out. No items: n8n doesn't run the node. */
	items?: ItemInput[];
	/** Data of the `autoCallApi` credential; `null` or nothing: the node has no credential. */
	credential?: object | null;
	/** Data of credentials of other types. */
	credentials?: CredentialsByType;
	/** The node's "On Error" setting; when left out the workflow stops. */
	continueOnFail?: 'continueRegularOutput' | 'continueErrorOutput';
	retryOnFail?: boolean;
	/** Attempts in all; n8n keeps it within 2..5. */
	maxTries?: number;
	/** Milliseconds between attempts; n8n reads 0 as its default of 1000. */
	waitBetweenTries?: number;
	/** Further node settings, such as `executeOnce` or `alwaysOutputData`. */
	settings?: Partial<INode>;
	/** The workflow's time zone (IANA name). */
	timezone?: string;
	mode?: RunMode;
	/** n8n's WEBHOOK_URL, without a slash at its end; http://localhost:5678 when left out. */
	webhookUrl?: string;
	/** Stops the execution, as the editor's "Stop" does, once this settles. */
	stopWhen?: Promise<unknown>;
}

/** A finished run as the database would hold it, with its status. */
export interface RunResult {
	run: IRun;
	executionId: string;
	status: ExecutionStatus;
	/** Why the execution ended in an error, as stored in the run data. */
	error?: ExecutionError;
	/** The lines that nodes wrote to the editor's console (`sendMessageToUI`); n8n does so in manual runs only. */
	consoleMessages: string[];
	/** Set when the execution went to waiting (status `waiting`). */
	waitTill?: Date;
	/** The run data in the text form that n8n writes to its database (flatted). */
	stored(): string;
}

/** How an execution goes on. Each begins with what is stored of it, as after a restart of n8n. */
export interface Continuations<Result> {
	/**
	 * A person's Retry of a failed execution: a new execution, which begins at the node that failed.
	 *
	 * @param parameters what the person has changed that node's parameters to meanwhile ("Retry with currently
	 * saved workflow"); as they were when left out
	 */
	retry(parameters?: IDataObject): Promise<Result>;
	/** Resumes a waiting execution at its time, as n8n does. */
	resume(): Promise<Result>;
	/**
	 * Posts to the resume URL of a waiting execution; throws what the node's
	 * webhook throws. That n8n refuses a call once the execution goes on isn't part of it.
	 *
	 * @param address the address that is posted to; n8n's own `$execution.resumeUrl` when left out
	 */
	callback(body?: unknown, address?: string): Promise<CallbackResponse & { resumed?: Result }>;
}

/** The response to a request to a resume URL. */
export interface CallbackResponse {
	status: number;
	body: unknown;
}

export interface NodeResult extends RunResult, Continuations<NodeResult> {
	/** Items of the first output of the last run; empty when the node did not run or failed. */
	items: INodeExecutionData[];
	/** Items of the error output; empty unless `continueErrorOutput` is set. */
	errorItems: INodeExecutionData[];
	outputs: INodeExecutionData[][];
	/** Milliseconds the node took, retries included; 0 when it did not run. */
	executionTime: number;
}

export interface RunWorkflowOptions {
	/** Given to every node that uses a credential of the type. */
	credentials?: CredentialsByType;
	/** Pinned output by node name; n8n heeds it in manual runs only. */
	pinData?: Record<string, ItemInput[]>;
	/** The items that the starting trigger emits. */
	triggerItems?: ItemInput[];
	/** Name of the node to start from; n8n's own choice when left out. */
	startNode?: string;
	/** `manual` when left out. */
	mode?: RunMode;
	/** Overrides the workflow's own time zone (IANA name). */
	timezone?: string;
	/** Overrides the workflow's own static data. */
	staticData?: IDataObject;
	/** Called after each run of a node, before n8n goes on. */
	onNodeFinished?: (nodeName: string, data: ITaskData) => void | Promise<void>;
	/** n8n's WEBHOOK_URL, without a slash at its end; http://localhost:5678 when left out. */
	webhookUrl?: string;
	/** n8n's Data Tables; without them the Data Table node refuses to run. */
	dataTables?: DataTableProxyProvider;
	/** Stops the execution, as the editor's "Stop" does, once this settles. */
	stopWhen?: Promise<unknown>;
}

/** A workflow as the editor exports it; fields that only a saved one has may be missing. */
export type WorkflowJson = Pick<IWorkflowBase, 'nodes' | 'connections'> & Partial<IWorkflowBase>;

export interface NodeOutcome {
	/** Every run of the node, in order. */
	runs: ITaskData[];
	/** Items of the first output of the last run. */
	items: INodeExecutionData[];
	/** All outputs of the last run. */
	outputs: INodeExecutionData[][];
	/** Why the last run failed. */
	error?: ExecutionError;
}

export interface WorkflowResult extends RunResult, Continuations<WorkflowResult> {
	/** The nodes that ran, by name. */
	nodes: Record<string, NodeOutcome>;
	/** Static data after the run (`global`, `node:<name>`). n8n saves it in production runs only. */
	staticData: IDataObject;
}

/** Our node as the tool of an AI agent. */
export interface RunToolOptions {
	parameters?: IDataObject;
	/** The arguments of each call of the model; a single call without any when left out. */
	calls?: object[];
	credential?: object | null;
	credentials?: CredentialsByType;
	/** Further node settings, such as `retryOnFail` or `onError`. */
	settings?: Partial<INode>;
	/** n8n's WEBHOOK_URL, without a slash at its end; http://localhost:5678 when left out. */
	webhookUrl?: string;
}

export interface ToolResult extends WorkflowResult {
	/** The result of each call for the model: the output as JSON, or the words of the error. */
	answers: Array<string | { error: string }>;
}

export interface DynamicParameterOptions {
	/** Name of the method in the node's `methods.listSearch` or `methods.loadOptions`. */
	method: string;
	/** Full node type; our own node when left out. */
	type?: string;
	/** The node's parameters at that moment, as the editor sends them. */
	parameters?: IDataObject;
	/** Path of the parameter that asks, e.g. `parameters.contactListId`. */
	path?: string;
	credential?: object | null;
	credentials?: CredentialsByType;
}

export interface ListSearchOptions extends DynamicParameterOptions {
	filter?: string;
	paginationToken?: string;
}

/** A polling trigger in an active workflow. */
export interface ActivationOptions {
	/** Full node type; our own trigger when left out. */
	type?: string;
	parameters?: IDataObject;
	credential?: object | null;
	credentials?: CredentialsByType;
	/** The node's static data before the first poll. */
	staticData?: IDataObject;
	/** How the workflow became active, which all its polls are told; `activate` when left out. */
	activation?: WorkflowActivateMode;
	/**
	 * Where n8n keeps the node's position: `staticData` is what n8n does by default;
	 * `durable` is its opt-in store, which keeps nothing of a poll that failed.
	 */
	cursor?: 'staticData' | 'durable';
	timezone?: string;
}

export interface PollOptions extends ActivationOptions {
	/** `manual`: the editor's "Fetch test event"; `trigger` (default): an active workflow. */
	mode?: 'trigger' | 'manual';
	/** The poll n8n makes while it activates a workflow; what it throws stops the activation. */
	whileActivating?: boolean;
}

/** The result of one poll of an active workflow. */
export interface PollOutcome {
	/** Items emitted; `null` when there was nothing, so that no execution starts. */
	items: INodeExecutionData[] | null;
	/** The error of the poll; n8n stores it as a failed execution. */
	error?: Error;
}

export interface PollResult extends PollOutcome {
	/** The node's static data as the next poll of the same n8n process finds it. */
	staticData: IDataObject;
	/** The node's static data as n8n finds it after a restart. */
	saved: IDataObject;
}

/** A workflow that n8n holds active: its polls share one static data, and may overlap. */
export interface ActiveTrigger {
	/** @param whileActivating the poll n8n makes while it activates; it throws what the node throws */
	poll(whileActivating?: boolean): Promise<PollOutcome>;
	/** The node's static data as the next poll finds it. */
	staticData(): IDataObject;
	/** The node's static data as n8n finds it after a restart. */
	saved(): IDataObject;
}

/** A webhook trigger in an active workflow. */
export interface WebhookTriggerOptions {
	/** Full node type; our own trigger when left out. */
	type?: string;
	parameters?: IDataObject;
	credential?: object | null;
	credentials?: CredentialsByType;
	/** `manual`: the editor listens for a test event; `webhook` (default): an active workflow. */
	mode?: 'webhook' | 'manual';
	workflowId?: string;
}

/** A workflow with a webhook trigger that n8n holds active. */
export interface ActiveWebhook {
	/** The response that the sender gets, and the items that an execution starts with; `null` where none starts. */
	request(sent: {
		/** POST when left out. */
		method?: 'GET' | 'POST';
		query?: IDataObject;
		/** As n8n has read it. */
		body?: unknown;
		/** As it came. */
		rawBody?: Buffer;
		headers?: Record<string, string>;
	}): Promise<CallbackResponse & { items: INodeExecutionData[] | null }>;
	/** The paths at which n8n takes requests, by method, as they follow from the parameters. */
	paths(): Record<string, string>;
	/** The workflow's static data as it is stored. */
	staticData(): IDataObject;
}

/** One line that n8n wrote to its log, with its metadata. */
export interface LogLine {
	level: string;
	message: string;
	[key: string]: unknown;
}

/** n8n's log, at level debug, since this test file began. */
export interface EngineLog {
	lines(): LogLine[];
	/** Everything as text, for a search. */
	text(): string;
	clear(): void;
}

/** n8n's engine with our built package and n8n's own nodes. */
export interface Engine {
	/** Runs one node behind a Manual Trigger that emits `items`. Never throws for a failing node. */
	runNode(options: RunNodeOptions): Promise<NodeResult>;
	/** Runs an exported workflow. Never throws for a failing workflow. */
	runWorkflow(workflow: WorkflowJson, options?: RunWorkflowOptions): Promise<WorkflowResult>;
	/** Runs our node as the tool of an agent, in the way of agents up to version 2 (later ones: see `rewireOutputLogTo`). */
	runTool(options: RunToolOptions): Promise<ToolResult>;
	/** Calls a list search as the editor does for a resource locator; throws what it throws. */
	listSearch(options: ListSearchOptions): Promise<INodeListSearchResult>;
	/** Calls a `loadOptions` method as the editor does for a dropdown; throws what it throws. */
	loadOptions(options: DynamicParameterOptions): Promise<INodePropertyOptions[]>;
	/** The message after saving a credential. */
	testCredential(type: string, data: object): Promise<INodeCredentialTestResult>;
	/** Runs one poll of a polling trigger. Throws what the poll throws only while activating. */
	poll(options: PollOptions): Promise<PollResult>;
	/** Holds a workflow with a polling trigger active, to poll it many times. */
	activateTrigger(options: ActivationOptions): Promise<ActiveTrigger>;
	/** Holds a workflow with a webhook trigger active. */
	activateWebhook(options: WebhookTriggerOptions): Promise<ActiveWebhook>;
	/** A node's description as n8n loaded it. */
	nodeDescription(type?: string, version?: number): INodeTypeDescription;
	/** The parameters n8n stores for a node once its defaults are filled in. */
	parametersWithDefaults(type: string, parameters: IDataObject): INodeParameters;
	/** Stores a file as an earlier node would, for an item's `binary`. */
	storeBinary(content: Buffer, fileName?: string, mimeType?: string): Promise<IBinaryData>;
	/** Content of an item's binary property, wherever it is stored. */
	readBinary(data: IBinaryData): Promise<Buffer>;
	/** `filesystem` (n8n's default, streams are real) or `default` (base64 inside the item). */
	setBinaryMode(mode: 'filesystem' | 'default'): Promise<void>;
	/** Lets waits of the nodes pass so many times faster, until the end of the test file; 1 for real time. */
	hurry(times: number): void;
	/** How many times faster waits pass at present. */
	timesFaster(): number;
	log: EngineLog;
	/** Drops the stored files and the log. The engine stays usable; its folder goes at exit. */
	close(): Promise<void>;
}
