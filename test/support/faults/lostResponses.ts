import type { Fault } from '../../../sandbox';

/** Ways in which the response to a create gets lost, whatever the service; a title for each. */
export const LOST_RESPONSES: Array<[string, Fault]> = [
	['the connection breaks off', { kind: 'resetAfterEffect' }],
	['the connection breaks off before it is known', { kind: 'reset' }],
	['the response breaks off in its middle', { kind: 'resetInBody' }],
	['the response is half of its JSON', { kind: 'truncatedJson' }],
	['the response is empty', { kind: 'emptyBody' }],
	['a gateway gives up', { kind: 'statusAfterEffect', status: 504, body: '<html></html>' }],
	['a firewall holds the response back', { kind: 'statusAfterEffect', status: 403, body: 'no' }],
];
