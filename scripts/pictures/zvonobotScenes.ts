import type { ZvonobotSandbox } from '../../sandbox/zvonobot';
import { takePicture } from './camera';
import { open, type Scene, type Stage } from './stage';
import { callForAppointments } from './workflows';

/** The pictures of Zvonobot. */
export const ZVONOBOT_SCENES: Array<Scene<ZvonobotSandbox>> = [callPanel, answers];

/** Call → Create with the people of a table, run. */
async function callPanel(stage: Stage<ZvonobotSandbox>): Promise<void> {
	const { editor } = stage;
	await editor.page.setViewportSize({ width: 1240, height: 837 });
	await open(stage, callForAppointments());
	await editor.executeWorkflow();
	const panel = await editor.openNode('Call Everybody');
	await panel.outputTable();
	await panel.root.getByTestId('ndv-input-panel').getByTestId('radio-button-table').click();
	await takePicture(editor.page, 'zvonobot-call', panel.root, -1);
}

/** The keys that people may press, and what each does. */
async function answers(stage: Stage<ZvonobotSandbox>): Promise<void> {
	const { editor } = stage;
	await editor.page.setViewportSize({ width: 1240, height: 2_200 });
	await open(stage, callForAppointments());
	const panel = await editor.openNode('Call Everybody');
	await panel.says('Answers');
	await panel.idle();
	await takePicture(
		editor.page,
		'zvonobot-answers',
		panel.parameters.locator('[data-test-id="fixed-collection-answers"]'),
		12,
	);
}
