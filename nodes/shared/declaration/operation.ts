import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ApiMethod } from '../transport/apiRequest';
import type { RequestWords } from '../transport/failureWords';
import type { IsWanted } from '../transport/fetchAllRecords';
import { isRepeatable } from '../transport/retry';
import type { Field } from './field';
import type { OperationCall } from '../execution/operationCall';

/** Method and path of the API; a placeholder is the name of the parameter that fills it. */
export type Endpoint = `${ApiMethod} /${string}`;

/** How a resource is shown in the node's Resource list. */
export interface ResourceLabel {
	name: string;
	description: string;
}

/** Where the pages of an operation are, and which of their records it gives. */
export interface PagesOfOperation {
	/** Key of the answer that holds the page; left out where the answer is the page. */
	nestedIn?: string;
	/** Which records the parameters ask for; undefined where they ask for all. */
	isWanted?: (call: OperationCall) => IsWanted | undefined;
}

/** What one operation is: how it is shown, its fields and its request. */
export interface Operation extends RequestWords {
	/** Label in the Operation list. */
	name: string;
	/** What it does, said in the nodes panel: `Delete a contact`. */
	action: string;
	description: string;
	/** The endpoint that it stands for: `DELETE /contacts/{contactId}`. */
	endpoint: Endpoint;
	fields?: Field[];
	/** API fields that are always the same, by their dot paths. */
	constants?: IDataObject;
	/** The endpoint is public: no credential, no key. */
	isPublic?: boolean;
	/** The answer is a page of records, or holds one. Adds Return All and Limit. */
	pages?: PagesOfOperation;
	/**
	 * What Simplify (on by default) leaves, at most 10 fields: dot paths in the answer, whose last part is
	 * the key, or a function that makes the simple object of the whole one.
	 */
	simplify?: string[] | ((object: IDataObject) => IDataObject);
	/** Makes the output of the answer; by default the answer itself, or `{ deleted, id }` for DELETE. */
	result?: (answer: unknown, call: OperationCall) => IDataObject | IDataObject[];
	/** Replaces the plain request of `endpoint` where an operation needs more than that. */
	run?: (call: OperationCall) => Promise<INodeExecutionData[]>;
	/** The output of an item for which there is nothing to do; undefined for every other. */
	skips?: (call: OperationCall) => IDataObject | undefined;
	/** Checks of one item's parameters beyond those of the fields; made for all items before the first is sent. */
	check?: (call: OperationCall) => unknown;
	/** Whether the operation takes all input items at once, so that it runs a single time. */
	takesAllItems?: (context: IExecuteFunctions) => boolean;
	/** What is left to do when all items are through, by their output, which it gives on. */
	afterwards?: (
		context: IExecuteFunctions,
		output: INodeExecutionData[],
	) => Promise<INodeExecutionData[]>;
	/** See `ApiRequest`: `false` where the GET creates or charges something, `true` where the POST doesn't. */
	repeatable?: boolean;
	/** See `ApiRequest`. */
	waitWhenRefused?: boolean;
}

/** A resource with its operations by stored value. */
export interface Resource {
	label: ResourceLabel;
	operations: Record<string, Operation>;
}

/** Declares an operation; it only gives the declaration its type. */
export function defineOperation(operation: Operation): Operation {
	return operation;
}

/** Takes a resource's index module: its `label`, and every other export as the operation of that name. */
export function defineResource({
	label,
	...operations
}: { label: ResourceLabel } & { [value: string]: Operation | ResourceLabel }): Resource {
	return { label, operations: operations as Record<string, Operation> };
}

/** The names of the parameters that fill an endpoint's path, in order. */
export function placeholdersOf(endpoint: Endpoint): string[] {
	return [...endpoint.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
}

/** An endpoint's method. */
export function methodOf(endpoint: Endpoint): ApiMethod {
	return endpoint.split(' ', 1)[0] as ApiMethod;
}

/** Whether a second run does harm: it creates, calls, texts or charges anew. */
export function createsSomething({ endpoint, repeatable }: Operation): boolean {
	return !isRepeatable({ method: methodOf(endpoint), repeatable });
}
