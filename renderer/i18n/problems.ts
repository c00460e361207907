import type { ScreenCode } from '../api.ts';

export interface Sentence {
  readonly zh: string;
  readonly en: string;
  /** What the button does: send the same again, or open the window afresh. */
  readonly button?: 'again' | 'reload';
}

/** For each problem: what happened and what to do next. The type keeps the table complete. */
export const problems: Record<ScreenCode, Sentence> = {
  'screen.noAnswer': {
    zh: '没有等到答复。请再试一次，不会重复办理。',
    en: 'No answer came. Try again: nothing will be done twice.',
    button: 'again',
  },
  'screen.reconnecting': {
    zh: '主机还没有应答，正在自动重新连接。一直不好请找系统管理员。',
    en: 'The host does not answer yet; trying again by itself. If it stays so, call the administrator.',
  },
  'command.unknown': {
    zh: '这台机器的版本与主机不一致。请重新打开，仍不行请找系统管理员。',
    en: 'This window and the host differ in version. Reload; if that fails, call the administrator.',
    button: 'reload',
  },
  'command.badInput': { zh: '填写的内容有误。请检查后再试。', en: 'Something filled in is not right. Check it and try again.' },
  'command.tooLarge': { zh: '内容太长。请删减后再试。', en: 'That is too long. Shorten it and try again.' },
  'command.notAllowed': {
    zh: '这项操作不在您的权限内。请找值班主任或营业厅主管。',
    en: 'You may not do this. Ask the duty lead or the manager.',
  },
  'command.tooOld': { zh: '这次操作隔得太久，已经失效。请重新操作。', en: 'That request is too old. Start again.' },
  'command.timeRunsBack': {
    zh: '主机的时间倒退了。请系统管理员校准主机时间后再试。',
    en: "The host's clock runs back. Ask the administrator to set it, then try again.",
    button: 'again',
  },
  'caller.unknown': { zh: '主机不认识这个窗口。请重新打开。', en: 'The host does not know this window. Reload it.', button: 'reload' },
  'hall.closing': { zh: '程序正在关闭。请稍后重新打开。', en: 'The program is closing. Open it again in a moment.', button: 'reload' },
  'hall.failed': {
    zh: '主机出了故障，这次没有办成。请找值班主任。',
    en: 'The host failed; nothing was done. Call the duty lead.',
    button: 'again',
  },
  'staff.signInFirst': { zh: '请先签到并选好柜台。', en: 'Sign in and choose a counter first.' },
  'staff.counterTaken': {
    zh: '这个柜台已有人签到。请换一个，或请对方先签退。',
    en: 'Somebody is signed in at that counter. Choose another, or ask them to sign out.',
  },
  'counter.unknown': { zh: '没有这个柜台。请在设置里核对柜台。', en: 'There is no such counter. Check the counters in the settings.' },
  'counter.notOpen': { zh: '柜台还没有开台。请先开台。', en: 'The counter is not open. Open it first.' },
  'counter.busy': {
    zh: '手上还有一张号。请先办结、过号或挂起。',
    en: 'There is still a ticket at this counter. Finish it, mark it missed or put it on hold first.',
  },
  'counter.notPaused': { zh: '柜台没有暂停，不用恢复。', en: 'The counter is not paused.' },
  'counter.nothingCalled': { zh: '手上没有叫到的号。请先叫号。', en: 'No ticket is at this counter. Call one first.' },
  'counter.lastOfService': {
    zh: '这是办理这项业务的最后一个柜台，暂停后没有人办理。',
    en: 'This is the last counter for one of its services; nobody else would serve it.',
  },
  'ticket.unknown': { zh: '没有找到这张号。请核对号码和日期。', en: 'No such ticket. Check the number and the day.' },
  'ticket.ambiguous': { zh: '有好几张号都是这个号码。请选是哪一张。', en: 'Several tickets have this number. Choose which one.' },
  'ticket.wrongState': {
    zh: '这张号的状态刚刚变了，这一步现在做不了。请看一下最新情况。',
    en: 'This ticket has just changed; that step is not possible now. See how it stands.',
  },
  'ticket.noneWaiting': { zh: '现在没有等候的客户。', en: 'Nobody is waiting now.' },
  'ticket.reasonNeeded': { zh: '不按顺序叫号要写明原因。请补上原因。', en: 'Calling out of turn needs a reason. Please give one.' },
  'ticket.returnTooLate': {
    zh: '已超过过号恢复的时间或次数。请重新取号；属本厅原因的，选“本厅原因”。',
    en: 'Too late or too often to return. Take a new ticket; if it was our mistake, choose "Our mistake".',
  },
  'ticket.notYours': { zh: '这张号在别的柜台，或是留给别的柜台的。请到那个柜台操作。', en: 'This ticket is at another counter, or meant for it. It has to be done there.' },
  'ticket.checkWrong': {
    zh: '号码或查询码不对。请对照号票再输一次。',
    en: 'The number or the check code is wrong. Compare with the slip and try again.',
  },
  'check.tooManyTries': {
    zh: '查询码输错太多次，请过几分钟再试，或找工作人员帮您查。',
    en: 'The check code was wrong too often. Try again in a few minutes, or ask our staff.',
  },
  'service.unknown': { zh: '没有这项业务。请重新选择。', en: 'There is no such service. Choose again.' },
  'service.noTicket': { zh: '这项业务不用取号，请直接找工作人员。', en: 'No ticket is needed for this; please speak to our staff.' },
  'service.notHere': { zh: '这个柜台不办这项业务。请选别的柜台。', en: 'That counter does not do this service. Choose another.' },
  'class.unknown': { zh: '没有这种优先类型。请重新选择。', en: 'There is no such class. Choose again.' },
  'class.notHere': { zh: '这种优先要由工作人员来取。请找引导员。', en: 'Only staff may give this priority. Please ask a guide.' },
  'booking.unknown': { zh: '没有找到这个预约码。请核对后再输，或找引导员。', en: 'No such booking. Check the code, or ask a guide.' },
  'booking.notNow': {
    zh: '还没到或已过预约时间。请按普通取号，或找引导员。',
    en: 'It is not the time of this booking. Take an ordinary ticket, or ask a guide.',
  },
  'issuing.stopped': { zh: '今日取号已结束。已取号的客户会继续办理。', en: 'No more tickets today. Everybody who has one will be served.' },
  'issuing.staffOnly': {
    zh: '现在请到引导台取号，工作人员会帮您。',
    en: 'Please take a ticket at the guide desk; our staff will help you.',
  },
  'feedback.unknown': { zh: '没有找到这件诉求。请核对编号。', en: 'No such feedback. Check the number.' },
  'feedback.wrongState': { zh: '这件诉求的状态刚刚变了。请看一下最新情况。', en: 'This feedback has just changed. See how it stands.' },
  'feedback.noAnswer': {
    zh: '还没有答复客户，不能办结。请先答复。',
    en: 'The customer has no answer yet, so it cannot be closed. Answer first.',
  },
  'feedback.tooMany': {
    zh: '刚才已经登记过了。如需补充，请直接找工作人员。',
    en: 'That has been registered a moment ago. To add something, please speak to our staff.',
  },
  'feedback.causeUnknown': { zh: '没有这个原因。请重新选择。', en: 'There is no such cause. Choose again.' },
  'feedback.alreadyOpen': {
    zh: '这位客户的这件事还没有办结。可以记催办，或按另一件事登记。',
    en: 'This matter of the same customer is still open. Urge it, or register it as another matter.',
  },
  'feedback.conflict': {
    zh: '这件诉求反映的是您本人，按规定由别人处理。您可以写自己的说法。',
    en: 'This is about you, so by the rules somebody else handles it. You may give your own account.',
  },
  'feedback.passedUp': {
    zh: '这件诉求已密封上转上级单位，厅里看不到也不处理。客户可凭编号打 95598 或 12398 查询。',
    en: 'This was sealed and passed up to the superior unit; the hall does not handle it. The customer can ask at 95598 or 12398 with the number.',
  },
  'feedback.notYours': {
    zh: '这件诉求由别人负责。要接手请对方换人，或找值班主任。',
    en: 'Somebody else owns this. To take it over, ask them to hand it over, or ask the duty lead.',
  },
  'feedback.stepsMissing': {
    zh: '前面还有步骤没有记下，现在不能做这一步。请看“办结前还差”的几项，先补上。',
    en: 'Steps before this one are not on record yet. See what is missing and record it first.',
  },
  'feedback.tooLate': {
    zh: '超过了可以补记或撤回的时间。请按现在的时间记，或找值班主任。',
    en: 'It is too late to enter or take that back. Record it as done now, or ask the duty lead.',
  },
  'feedback.badTime': {
    zh: '填的时间不对：不能晚于现在，也不能早于受理。请改一下时间。',
    en: 'That time cannot be: it may not be after now, nor before the matter was received. Change it.',
  },
  'feedback.notThat': {
    zh: '这件诉求没有这一项。请看一下最新情况再选。',
    en: 'This feedback has no such item. See how it stands and choose again.',
  },
  'feedback.measureNeeded': {
    zh: '属实的诉求要写明防止再发生的措施、负责人和时间，或写明为什么不用。',
    en: 'What was true needs a measure with owner and date so that it does not come again, or a reason why none. Fill it in.',
  },
  'feedback.consentNeeded': {
    zh: '投诉改成其他类型要客户同意，并由值班主任来改。请先问客户，再请值班主任操作。',
    en: 'A complaint becomes something else only with the customer’s consent and by the duty lead. Ask the customer, then the lead.',
  },
  'feedback.sameHandler': {
    zh: '您经办过这件诉求，回访要由别人来做。请转给同事或主管。',
    en: 'You handled this one, so somebody else follows it up. Leave it to a colleague or the manager.',
  },
  'remedy.unknown': { zh: '没有这项处理措施。请看一下最新的方案再选。', en: 'There is no such remedy. See the plan as it stands and choose again.' },
  'remedy.notEnabled': { zh: '这项处理措施没有启用。请换一项。', en: 'This remedy is switched off. Choose another.' },
  'remedy.notOurMistake': {
    zh: '恢复原位只用于本厅原因。请确认记录显示是本厅原因，或换一项措施。',
    en: 'A place is restored only for our own mistake. Confirm that the record shows it, or choose another remedy.',
  },
  'remedy.needsApproval': {
    zh: '这项措施超出权限，还没有批。请等值班主任或主管同意，或打电话请示。',
    en: 'This remedy is above the limit and not approved yet. Wait for the lead or the manager, or ask by phone.',
  },
  'remedy.mayNotApprove': {
    zh: '这项措施不在您的审批权限内。请上一级来批。',
    en: 'You may not approve this remedy. Somebody above has to.',
  },
  'advance.tooMany': {
    zh: '这一小时提前办理的次数用完了。请换一种办法，或过一会儿再用。',
    en: 'No more tickets may be put ahead in this hour. Find another way, or wait.',
  },
  'class.urgencyOnly': {
    zh: '绿色通道只看急不急：家里停电、生命支持设备、有人受伤。请选是哪一种，或按普通取号。',
    en: 'The green lane goes by urgency only: no power at home, life support, injury. Choose which, or take an ordinary ticket.',
  },
  'cluster.unknown': { zh: '没有这一组集中反映。请看一下最新情况。', en: 'There is no such cluster. See how it stands.' },
  'warning.unknown': { zh: '这条预警已经看过了。', en: 'This warning has been dealt with already.' },
  'clock.notPausable': {
    zh: '这个时限按规定不能暂停。请按时办，或向上级说明。',
    en: 'By its rule this clock may not be paused. Keep to it, or explain to the superior unit.',
  },
  'staff.unknown': { zh: '名单里没有这个人。请核对姓名，或请主管加上。', en: 'Nobody of that name is on the roster. Check it, or ask the manager to add them.' },
  'staff.known': { zh: '名单里已有这个人。请换一个姓名或工号。', en: 'Somebody of that name is on the roster already. Choose another name or number.' },
  'staff.lastManager': {
    zh: '这是最后一位主管，不能移除。请先加上另一位主管。',
    en: 'This is the last manager and cannot be removed. Add another manager first.',
  },
  'staff.locked': { zh: '久未操作，诉求内容已锁定，叫号照常。请输入 PIN 解锁。', en: 'Locked after a while without use; calling goes on. Enter your PIN to unlock.' },
  'pin.needed': { zh: '这一步要输入您的 PIN。请输入后再试。', en: 'This needs your PIN. Enter it and try again.' },
  'pin.wrong': { zh: 'PIN 不对。请再输一遍。', en: 'The PIN is wrong. Enter it again.' },
  'pin.wait': { zh: 'PIN 输错太多次，请等一会儿再试。忘了 PIN 请主管重设。', en: 'Too many wrong PINs: wait a little. If you forgot it, the manager can set a new one.' },
  'pin.none': { zh: '您还没有设 PIN。请主管给您设一个。', en: 'You have no PIN yet. Ask the manager to set one.' },
  'pin.weak': { zh: 'PIN 太简单：要 6 位以上，不能全是同一个数或连着的数。请换一个。', en: 'That PIN is too simple: 6 digits or more, not all the same or in a row. Choose another.' },
  'incident.unknown': { zh: '没有这项异常。请刷新后再看。', en: 'There is no such incident. Look again.', button: 'reload' },
  'incident.running': { zh: '这项异常已经启动，不用再启动。', en: 'This incident has already been started.' },
  'incident.notRunning': { zh: '这项异常已经结束。', en: 'This incident has already ended.' },
  'day.stillOpen': { zh: '还有没办完的号。请先办完，再营业日结。', en: 'Some tickets are still open. Settle them, then close the day.' },
  'day.closed': { zh: '今天已经营业日结，不能再办理。', en: 'The day is closed; nothing more can be done today.' },
  'settings.invalid': {
    zh: '设置有不合规定的地方，没有保存。请检查标出的内容。',
    en: 'The settings are not valid and were not saved. Check what you changed.',
  },
  'import.running': { zh: '已有一份日志正在导入。请等它完成，或先取消。', en: 'Another import is running. Wait for it, or cancel it.' },
  'import.badProfile': { zh: '对照规则文件不对。请换一份再试。', en: 'The mapping profile is not valid. Choose another.' },
  'import.unreadable': { zh: '这份日志读不出来。请检查文件和编码。', en: 'The log cannot be read. Check the file and its encoding.' },
  'import.cancelled': { zh: '导入已取消，没有留下任何数据。', en: 'The import was cancelled; nothing of it is kept.' },
  'figures.noDay': { zh: '这一天没有数据。请换一天。', en: 'There is no data for that day. Choose another.' },
  'view.unknown': {
    zh: '这台机器的版本与主机不一致。请重新打开。',
    en: 'This window and the host differ in version. Reload it.',
    button: 'reload',
  },
  'store.full': {
    zh: '硬盘满了，这次没有办成。腾出空间后再试。',
    en: 'The disk is full; nothing was done. Make room, then try again.',
    button: 'again',
  },
  'store.readOnly': {
    zh: '数据目录不能写入，这次没有办成。请找系统管理员。',
    en: 'The data folder cannot be written; nothing was done. Call the administrator.',
    button: 'again',
  },
  'store.failed': {
    zh: '没能写入硬盘，这次没有办成。请再试一次，仍不行请找系统管理员。',
    en: 'Writing to disk failed; nothing was done. Try again; if it fails, call the administrator.',
    button: 'again',
  },
  'store.damaged': {
    zh: '数据文件损坏，为安全已停止。请不要操作，马上找系统管理员。',
    en: 'The data files are damaged, so the hall has stopped. Touch nothing and call the administrator.',
  },
  'store.newer': {
    zh: '数据是更新版本的程序写的。请安装新版本后再打开。',
    en: 'The data was written by a newer version. Install it, then open again.',
  },
  'store.held': { zh: '另一个程序正在使用这些数据。请先关掉它。', en: 'Another program is using this data. Close it first.' },
  'store.notEmpty': {
    zh: '这台电脑的数据目录里已有营业数据，没有改动。请换一个空的数据目录，或找系统管理员。',
    en: 'The data folder of this computer already holds a hall, so nothing was changed. Use an empty folder, or call the administrator.',
  },
  'store.notHall': { zh: '这个目录不是营业厅数据。请换一个目录。', en: 'That folder holds no hall. Choose another.' },
  'keys.locked': {
    zh: '客户资料暂时打不开，其他功能照常。请找系统管理员。',
    en: 'Personal data is locked for now; all else works. Call the administrator.',
  },
  'person.forgotten': { zh: '这位客户的资料已按要求删除。', en: "This customer's personal data has been deleted as required." },
  'slip.unknown': { zh: '没有找到这张单子。', en: 'There is no such slip.' },
  'slip.noPrinter': { zh: '这个工位没有设置打印机。请让主管在“打印机”里设置。', en: 'No printer is set for this screen. The manager can set one under Printers.' },
  'slip.over': { zh: '这张单子刚刚已经处理过了。', en: 'This slip has just been dealt with.' },
  'slip.tooMany': { zh: '这张单子已经补打过了。需要再打请找引导员。', en: 'This slip has been printed again already. Ask the guide for another copy.' },
  'printer.unknown': { zh: '没有这台打印机，可能刚被移除。请重新选择。', en: 'No such printer; it may just have been removed. Choose again.' },
  'printer.busy': { zh: '这台打印机还有没打完的单子。请等打完，或在打印记录里取消后再改。', en: 'Slips still wait at that printer. Wait for them, or cancel them in the list, then change it.' },
  'printer.notYours': { zh: '这台打印机属于另一台电脑。', en: 'That printer belongs to another computer.' },
  'screen.unknown': { zh: '没有这个窗口。', en: 'There is no such window.' },
  'host.unreachable': {
    zh: '连不上主机。请检查网线和地址，主机开着就会自动连上。',
    en: 'The host cannot be reached. Check the cable and the address; it connects by itself once the host is on.',
    button: 'again',
  },
  'host.notTrusted': {
    zh: '这不是出示配对码的那台主机，已停止，没有发送任何内容。请核对地址，再出示一个新码。',
    en: 'This is not the host that showed the code, so nothing was sent. Check the address and show a new code.',
  },
  'host.notDeciding': {
    zh: '这台电脑是备机，现在不是主机。正在寻找主机。',
    en: 'This computer is a stand-by, not the host. Looking for the host.',
    button: 'again',
  },
  'host.superseded': {
    zh: '另一台电脑已接替为主机。这台正在把自己的记录交过去，请稍等。',
    en: 'Another computer has taken over as host. This one is handing over what it has; please wait.',
    button: 'again',
  },
  'pair.codeWrong': { zh: '配对码不对。请照主机屏幕上的码再输一遍。', en: 'The code is not right. Enter the one on the host screen.' },
  'pair.codeOver': { zh: '配对码已过期或已用过。请在主机上再出示一个。', en: 'This code is over or used. Show a new one on the host.' },
  'pair.tooManyTries': {
    zh: '配对码输错太多次。请在主机上再出示一个，五分钟后再试。',
    en: 'Too many wrong codes. Show a new one on the host and try again in five minutes.',
  },
  'pair.notHere': {
    zh: '配对码由主机出示。请到主机上操作。',
    en: 'Codes are shown by the host. Do this on the host.',
  },
  'station.unknown': { zh: '没有这台设备，或已经停用。', en: 'There is no such device, or it was removed.' },
  'station.revoked': {
    zh: '这台设备已被停用。需要继续使用，请主管重新配对。',
    en: 'This device was removed. To use it again, the manager pairs it anew.',
  },
  'station.cutOff': {
    zh: '与主机断开，这项操作要等连上后再办。',
    en: 'Cut off from the host: this has to wait until it is back.',
    button: 'again',
  },
  'station.unsure': {
    zh: '断线时没有收到答复，可能已经办成。请先看一下屏幕上的情况，再决定是否重做。',
    en: 'The line broke before the answer came; it may have been done. Look at the screen before doing it again.',
    button: 'again',
  },
  'station.notStandBy': {
    zh: '只有柜台和主管的电脑能作备机。',
    en: 'Only counter and manager computers can be stand-bys.',
  },
  'station.incomplete': {
    zh: '这台备机的记录还没有备齐，不能接替主机。',
    en: 'This stand-by does not have the whole record yet and cannot take over.',
  },
  'numbers.noneLeft': {
    zh: '断线期间可用的号已经用完。请到引导台取号。',
    en: 'The numbers kept for an outage are used up. Please take a ticket at the guide desk.',
  },
  'takeOver.notConfirmed': { zh: '营业厅名称输入不符，没有接替。', en: 'The name of the hall does not match; nothing was done.' },
  'takeOver.hostIsThere': {
    zh: '主机还在工作，不需要接替。',
    en: 'The host is working; there is nothing to take over.',
  },
  'split.unknown': { zh: '这一条已经看过了。', en: 'That entry has been dealt with already.' },
  'network.port': {
    zh: '网络端口被其他程序占用，别的电脑连不进来。请找系统管理员。',
    en: 'Another program uses the network port, so other computers cannot connect. Call the administrator.',
  },
  'network.tooMuch': { zh: '这台设备发来的内容太多，已断开。', en: 'This device sent too much and was disconnected.' },
};
