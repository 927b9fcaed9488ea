import type { ContactBounds } from '../../shared/contacts/contact';
import type { RequestWords } from '../../shared/transport/failureWords';
import { phoneNumber } from '../service/numbers';
import { AUTOCALL_HOURS, BULK_HOURS, CALL_NOW_HOURS, type CampaignHours } from './allowedHours';

/** The differences between the two kinds of campaigns. */
export interface CampaignKind {
	/** The prefix of its fields in calls or messages: `autocall_id`. */
	prefix: 'autocall' | 'bulk';
	/** Its path in the API. */
	path: 'autocalls' | 'bulks';
	/** Its name within a sentence. */
	noun: string;
	/** Its action, to be followed by `to` and the people. */
	act: string;
	/** Its bounds for a contact. */
	bounds: ContactBounds;
	/** The API fields that hold texts of SMS. */
	texts: string[];
	/** Words for statuses of its create and its cost calculation. */
	failures?: RequestWords['failures'];
	/** Whether it goes to one person, now. */
	isNow?: boolean;
	/** The rules for its schedule. */
	hours: CampaignHours;
}

/** POST /autocalls */
export const AUTOCALL: CampaignKind = {
	prefix: 'autocall',
	path: 'autocalls',
	noun: 'autocall',
	act: 'make the same call',
	bounds: { number: phoneNumber(), extraMax: 255 },
	texts: ['text', 'text_unanswered'],
	failures: {
		403: {
			message: 'AutoCall.kz considers this autocall spam',
			description:
				'Many numbers with a very short sound look like spam. Use a longer sound or fewer numbers, or ask AutoCall.kz support at info@autocall.kz. Nobody was called.',
		},
	},
	hours: AUTOCALL_HOURS,
};

/** POST /bulks */
export const SMS_BULK: CampaignKind = {
	prefix: 'bulk',
	path: 'bulks',
	noun: 'SMS bulk',
	act: 'send the same SMS',
	bounds: { number: phoneNumber(), extraMax: 60 },
	texts: ['text'],
	hours: BULK_HOURS,
};

/** POST /autocalls for one person, who is called now. */
export const CALL_NOW: CampaignKind = {
	...AUTOCALL,
	noun: 'call',
	isNow: true,
	hours: CALL_NOW_HOURS,
};

/** POST /bulks for one person, who is texted now. */
export const SMS_NOW: CampaignKind = { ...SMS_BULK, noun: 'SMS', isNow: true };

/** The kinds by the node's resources. */
export const KINDS = { autocall: AUTOCALL, smsBulk: SMS_BULK };

/** The status of a campaign that no longer exists; it is ours, not the API's. */
export const DELETED = 'deleted';

/** Whether nothing happens to a campaign any more (the statuses of the schemas Autocall and Bulk). */
export function isFinal(status: unknown): boolean {
	return status === 'completed' || status === 'denied' || status === DELETED;
}
