import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Sandbox, SandboxOptions } from '../../../sandbox';

/** The moment of the sandbox's clock in these cases (`NOON`), as the API writes it. */
export const NOW = '2026-03-16 12:00:00';

/** A request as it reaches the service. */
export interface SentRequest {
	/** Method and full path: `PUT /api/v1/lists/101`. */
	request: string;
	/** The whole query; left out when there is none. */
	query?: Record<string, string>;
	/** The whole body; left out when there is none. */
	body?: unknown;
}

/** A file by its name and content. */
export interface CaseFile {
	name: string;
	content: Buffer;
}

/** The setup and parameters of a person, and the requests and output they lead to. */
interface Situation {
	/** The person's goal, as a sentence that goes on from the operation's name. */
	title: string;
	/** How the account differs from a new one. */
	account?: SandboxOptions;
	/** The state of the account before. */
	given?: (sandbox: Sandbox) => void;
	/** The parameters that the person fills in; the others keep their defaults. */
	parameters?: IDataObject | ((sandbox: Sandbox) => IDataObject);
	/** The input of the node; one empty item when left out. */
	items?: IDataObject[];
	/** A file that the one input item brings in its binary field `data`. */
	inputFile?: CaseFile;
	/** Another API key than that of the account; `null` for no credential at all. */
	apiKey?: string | null;
	/** Every request, in order, those included that an error's wording needs. */
	sends: SentRequest[];
	/** Further expectations of what the account holds afterwards. */
	leaves?: (sandbox: Sandbox) => void;
}

/** An operation that does what it is for. */
export interface SuccessCase extends Situation {
	/** The JSON of every item that comes out, whole. */
	gives: IDataObject[] | ((sandbox: Sandbox) => IDataObject[]);
	/** The pairing of each item; the first input item when left out. */
	pairedItem?: INodeExecutionData['pairedItem'];
	/** The file that the one item brings in its binary field `data`. */
	outputFile?: CaseFile & { mimeType: string };
}

/** An operation that can't be carried out, and what the person reads of it. */
export interface FailureCase extends Situation {
	/** The error, whole: what happened, and how to go on. */
	fails: {
		message: string;
		/** Left out where it only repeats the parameter's own description. */
		description?: string;
		/** HTTP status; left out when it was refused before anything was sent. */
		status?: number;
	};
}

/** The cases of one operation: it works, and fails in its own way. */
export interface OperationCases {
	succeeds: SuccessCase[];
	fails: FailureCase[];
}

/** The cases of a resource by the stored value of its operations. */
export type ResourceCases = Record<string, OperationCases>;
