import type { Field } from '../../../shared/declaration/field';
import { token } from '../../../shared/declaration/parsers';

/** One message of an SMS bulk. */
export const smsMessageId: Field = {
	displayName: 'SMS Message ID',
	name: 'smsMessageId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 9001',
	parse: token('9001'),
	description: 'ID of the message, as returned by SMS Bulk → Get Messages',
};
