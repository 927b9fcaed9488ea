/** docs/trigger.md names every event as the trigger does. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { ANY_EVENT, EVENTS } from '../../nodes/AutoCallTrigger/events';
import { ROOT } from '../../scripts/n8n/paths';

it('the table has a row for each event, in the order of the panel, with the value in the output', () => {
	const rows = readFileSync(path.join(ROOT, 'docs/trigger.md'), 'utf8')
		.split('\n')
		.filter((line) => line.startsWith('| '))
		.map((line) => line.split('|').map((cell) => cell.trim()))
		.map(([, label, , value]) => [label, value])
		.slice(2);

	expect(rows).toEqual(
		EVENTS.map(({ name, value }) => [
			name,
			value === ANY_EVENT ? 'that of the notification' : `\`${value}\``,
		]),
	);
});
