import { waitFields as fieldsFor } from '../../shared/waiting/waitForCompletion';
import type { Waiting } from '../../shared/waiting/waiting';
import { autoCall } from '../service/transport';
import { finalStates, isUnfinished } from './currentState';
import { KINDS } from './kinds';

/** Waiting for campaigns that are over, whether they were carried out or denied. */
export const CAMPAIGN_WAITING: Waiting = {
	transport: autoCall,
	things: 'campaigns',
	contextKey: 'autoCallWait',
	// Of `callback_url` (POST /autocalls, POST /bulks).
	addressMax: 256,
	otherAddress: { parameter: 'additionalFields.callbackUrl', label: 'Callback URL' },
	trigger: { node: 'AutoCall Trigger', event: 'Autocall Finished' },
	isUnfinished,
	finalStates: async (context, items, ask, over) => {
		// The second argument is the item of a node that runs, and a fallback in its webhook.
		const resource = context.getNodeParameter('resource', 0) as keyof typeof KINDS;
		return await finalStates(items, KINDS[resource], ask, over);
	},
};

/** The parameters for waiting until a campaign is over. */
export const waitFields = fieldsFor(
	autoCall.service,
	'Whether to continue only after everyone was called or texted, or a moderator denied the campaign. The output then has the final status and counters. AutoCall.kz bills a campaign some time after its end; until then the final cost is 0 or empty.',
);
