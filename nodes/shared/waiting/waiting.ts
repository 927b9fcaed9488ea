import type { INodeExecutionData, IWebhookFunctions, IExecuteFunctions } from 'n8n-workflow';

import type { ApiRequest, ApiResponse } from '../transport/apiRequest';
import type { Transport } from '../transport/createTransport';

/** Sends a request of a poll at what is waited for. */
export type Ask = <Body>(request: ApiRequest) => Promise<ApiResponse<Body>>;

/** The things at a service that the executions of a node wait for; each is an item, and ends in time. */
export interface Waiting {
	transport: Transport;
	/** The things, within a message: `campaigns`. */
	things: string;
	/** Where the token of a wait is in the node's context. It is stored with executions: never change it. */
	contextKey: string;
	/** Most characters of an address for reports. */
	addressMax: number;
	/** The parameter by which a person sends the reports elsewhere. */
	otherAddress: { parameter: string; label: string };
	/** The trigger that tells of an end too: the node, and the event. */
	trigger: { node: string; event: string };
	/** Whether an item is a thing that isn't over. */
	isUnfinished(item: INodeExecutionData): boolean;
	/**
	 * Gives the items with the things as they are now, if all of these are over.
	 *
	 * @param over things that were found to be over before, by the index of their item; added to
	 * @throws ApiFailure
	 */
	finalStates(
		context: IExecuteFunctions | IWebhookFunctions,
		items: INodeExecutionData[],
		ask: Ask,
		over?: Map<number, INodeExecutionData>,
	): Promise<INodeExecutionData[] | undefined>;
}

/** Whether an item is an error in place of a thing. */
export function isFailed({ json, error }: INodeExecutionData): boolean {
	return error !== undefined || json.error !== undefined;
}

/** An item that says whether the time limit came before the end. */
export function withTimedOut(item: INodeExecutionData, waitTimedOut: boolean): INodeExecutionData {
	return { ...item, json: { ...item.json, waitTimedOut } };
}
