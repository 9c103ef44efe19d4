/** Seeds 101 to 200: half of the suite's 10,000 kills. */
import { lives } from '../lives.ts';

lives(101, 200);
