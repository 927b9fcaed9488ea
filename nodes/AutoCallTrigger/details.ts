import { withoutPageOf } from '../AutoCall/service/nestedPages';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { apiFailureOf } from '../shared/transport/apiFailure';
import { describeFailure } from '../shared/execution/describeFailure';
import { autoCall } from '../AutoCall/service/transport';
import type { Notification } from './notification';

/** The object that a notification is about. */
interface DetailSource {
	/** Its name in an error; left out when it has no ID. */
	label?: string;
	path: Array<string | number>;
}

const PAYMENTS: DetailSource = { path: ['payments'] };

function sourceOf({ type, data }: Notification): DetailSource | undefined {
	const id = data?.id;
	if (type === 'LowBalance' || type === 'RefreshBalance') return PAYMENTS;
	if (typeof id !== 'number' && typeof id !== 'string') return undefined;
	if (type.startsWith('Autocall')) return { label: 'autocall', path: ['autocalls', id] };
	if (type.startsWith('SMSBulk')) return { label: 'SMS bulk', path: ['bulks', id] };
	if (type.startsWith('Sound')) return { label: 'sound', path: ['sounds', id] };
	if (type.startsWith('Scenario')) return { label: 'scenario', path: ['scenarios', id] };
	if (type === 'NonexistentContactsDetected' || type === 'ImportComplete') {
		return { label: 'contact list', path: ['lists', id] };
	}
	return undefined;
}

/**
 * Fetches the objects that notifications are about: the autocall with its counters, the bulk, the sound, the scenario,
 * the list, or the payment summary; each object once, however many notifications name it.
 *
 * @returns details by notification ID; none for types that name no object. A detail that can't be fetched
 * is `{ error }`, so that no event is lost for it.
 */
export async function detailsOf(
	context: IPollFunctions,
	notifications: Notification[],
): Promise<Map<string, IDataObject>> {
	const byObject = new Map<string, IDataObject>();
	const byNotification = new Map<string, IDataObject>();
	for (const notification of notifications) {
		const source = sourceOf(notification);
		if (!source) continue;
		const object = source.path.join('/');
		const details = byObject.get(object) ?? (await fetched(context, source));
		byObject.set(object, details);
		byNotification.set(notification.id, details);
	}
	return byNotification;
}

async function fetched(
	context: IPollFunctions,
	{ label, path }: DetailSource,
): Promise<IDataObject> {
	try {
		const { body } = await autoCall.send<IDataObject>(context, { method: 'GET', path });
		return withoutPageOf({ path }, body);
	} catch (error) {
		const subject = label === undefined ? undefined : { label, value: path.at(-1) ?? '' };
		return {
			error: describeFailure(autoCall.service, apiFailureOf(error).details, { subject }).message,
		};
	}
}
