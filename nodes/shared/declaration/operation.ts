import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ApiMethod } from '../transport/apiRequest';
import type { RequestWords } from '../transport/failureWords';
import type { IsWanted } from '../transport/fetchAllRecords';
import { isRepeatable } from '../transport/retry';
import type { Service } from '../transport/service';
import type { Field } from './field';
import { withStandardFields } from './standardFields';

/** Method and path of the API; a placeholder is the name of the parameter that fills it. */
export type Endpoint = `${ApiMethod} /${string}`;

/** A part of a path: a word of it, or the parameter that fills its place. */
export type PathPart = string | { parameter: string };

/** How a resource is shown in the node's Resource list. */
export interface ResourceLabel {
	name: string;
	description: string;
}

/** The effect of an item on people, to find items with the same effect. */
export interface Effect {
	/** The same for items that do the same. */
	hash: string;
	/** The effect in words, to follow `Both items would`: `send the same SMS to the same lists`. */
	said: string;
	/** Advice to the person. */
	advice: string;
}

/** The output of an operation that isn't the response as it came. */
export type Result<Call> = (response: unknown, call: Call) => IDataObject | IDataObject[];

/** The parts of an operation that are the same as declared and compiled. */
interface OperationParts<Call, Checked> extends RequestWords {
	/** Label in the Operation list. */
	name: string;
	/** Its action in the nodes panel: `Delete a contact`. */
	action: string;
	description: string;
	/** The endpoint that it stands for: `DELETE /contacts/{contactId}`. */
	endpoint: Endpoint;
	/** API fields that are always the same, by their dot paths. */
	constants?: IDataObject;
	/** The endpoint is public: no credential, no key. */
	isPublic?: boolean;
	/** The response is a page of records, or holds one. Adds Return All and Limit. */
	pages?: {
		/** The records that the parameters ask for; undefined where they ask for all. */
		isWanted?: (call: Call) => IsWanted | undefined;
	};
	/**
	 * The fields that Simplify (on by default) keeps, at most 10: dot paths in the response, whose last part is
	 * the key, or a function from the whole object to the simple one.
	 */
	simplify?: string[] | ((object: IDataObject) => IDataObject);
	/** Makes the output; by default the response itself, or `{ deleted, id }` for DELETE. */
	result?: Result<Call>;
	/** The output of an item for which there is nothing to do; undefined for every other. */
	skips?: (call: Call) => IDataObject | undefined;
	/**
	 * Checks one item's parameters beyond the checks of the fields; runs for all items before the first is sent.
	 * Its result is passed to `run`.
	 */
	check?: (call: Call) => Checked | Promise<Checked>;
	/** The effect on people of what was checked; of several items with the same one, none is sent. */
	effect?: (call: Call, checked: Checked) => Effect | undefined;
	/** Replaces the plain request of `endpoint` where an operation needs more than that. */
	run?: (call: Call, checked: Checked) => Promise<INodeExecutionData[]>;
	/** How many items may be under way at a time; by default ten where a request can do no harm, otherwise one. */
	itemsAtOnce?: number;
	/** Whether the operation takes all input items at once, so that it runs a single time. */
	takesAllItems?: (context: IExecuteFunctions) => boolean;
	/** Work left when all items are done: takes their output and returns the output of the node. */
	afterwards?: (
		context: IExecuteFunctions,
		output: INodeExecutionData[],
	) => Promise<INodeExecutionData[]>;
	/** Whether a request that is no GET changes nothing: it is repeatable, and items run side by side. */
	readsOnly?: boolean;
	/** The effect of a POST that neither creates nor reads, for its place in the list of operations. */
	kind?: 'changes' | 'deletes';
	/** See `ApiRequest`: `false` where the GET creates or charges something, `true` where the POST doesn't. */
	repeatable?: boolean;
	/** See `ApiRequest`. */
	waitWhenRefused?: boolean;
	/** See `ApiRequest`. */
	returns?: string;
}

/** An operation as its file declares it. */
export interface OperationDeclaration<Call, Checked> extends OperationParts<Call, Checked> {
	fields?: Field[];
	/** Options besides those of all operations. */
	options?: Field[];
}

/** An operation with all that follows from its declaration. */
export interface Operation<Call> extends OperationParts<Call, unknown> {
	method: ApiMethod;
	path: PathPart[];
	/** The parameter that names the thing the request is about: the last one in the path. */
	subject?: string;
	/** All fields in the order in which n8n shows them. */
	fields: Field[];
	/** Whether a second run does harm: it creates, calls, texts or charges again. */
	creates: boolean;
	/** Whether it leaves something at the service that isn't undone by an error. */
	changes: boolean;
}

/** A resource with its operations by stored value. */
export interface Resource<Call> {
	label: ResourceLabel;
	operations: Record<string, Operation<Call>>;
}

/** Returns the function that declares the operations of a service. */
export function operationsOf<Call>(service: Service) {
	/** Declares an operation, and derives once everything that follows from it. */
	return function defineOperation<Checked>(
		declaration: OperationDeclaration<Call, Checked>,
	): Operation<Call> {
		const {
			fields = [],
			options = [],
			...parts
		} = declaration as OperationDeclaration<Call, unknown>;
		const [method = '', route = ''] = parts.endpoint.split(' /', 2);
		const path = route.split('/').map(partOf);
		const placeholders = path.filter((part) => typeof part === 'object');
		const { readsOnly = method === 'GET', repeatable = parts.readsOnly } = parts;
		const creates = !isRepeatable({ method: method as ApiMethod, repeatable });
		return {
			...parts,
			repeatable,
			method: method as ApiMethod,
			path,
			subject: placeholders.at(-1)?.parameter,
			fields: withStandardFields(service, { ...parts, creates, fields, options }),
			creates,
			changes: !readsOnly || creates,
		};
	};
}

/** Takes a resource's index module: its `label`, and every other export as the operation of that name. */
export function defineResource<Call>({
	label,
	...operations
}: { label: ResourceLabel } & {
	[value: string]: Operation<Call> | ResourceLabel;
}): Resource<Call> {
	return { label, operations: operations as Record<string, Operation<Call>> };
}

function partOf(part: string): PathPart {
	const [, parameter] = /^\{(\w+)\}$/.exec(part) ?? [];
	return parameter === undefined ? part : { parameter };
}
