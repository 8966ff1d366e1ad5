<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Drainboard::ConnectionActions</name>
    <message numerus="yes">
        <source>Disconnect %Ln connection(s)</source>
        <translation>
            <numerusform>Disconnect %Ln connection</numerusform>
            <numerusform>Disconnect %Ln connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Abort %Ln connection(s)</source>
        <translation>
            <numerusform>Abort %Ln connection</numerusform>
            <numerusform>Abort %Ln connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln response(s) in progress will be lost. Abort all the same?</source>
        <translation>
            <numerusform>%Ln response in progress will be lost. Abort all the same?</numerusform>
            <numerusform>%Ln responses in progress will be lost. Abort all the same?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::ConnectionEvents</name>
    <message numerus="yes">
        <source>%Ln closed by the client</source>
        <translation>
            <numerusform>%Ln closed by the client</numerusform>
            <numerusform>%Ln closed by the client</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln disconnected</source>
        <translation>
            <numerusform>%Ln disconnected</numerusform>
            <numerusform>%Ln disconnected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln aborted</source>
        <translation>
            <numerusform>%Ln aborted</numerusform>
            <numerusform>%Ln aborted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln timed out</source>
        <translation>
            <numerusform>%Ln timed out</numerusform>
            <numerusform>%Ln timed out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rejected</source>
        <translation>
            <numerusform>%Ln rejected</numerusform>
            <numerusform>%Ln rejected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln closed</source>
        <translation>
            <numerusform>%Ln closed</numerusform>
            <numerusform>%Ln closed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>after %1 requests</source>
        <translation>
            <numerusform>after %1 request</numerusform>
            <numerusform>after %1 requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln connections opened, #%1 to #%2</source>
        <translation>
            <numerusform>%Ln connection opened, #%1 to #%2</numerusform>
            <numerusform>%Ln connections opened, #%1 to #%2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln connections gone, the last of them: %1</source>
        <translation>
            <numerusform>%Ln connection gone, the last of them: %1</numerusform>
            <numerusform>%Ln connections gone, the last of them: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln connections gone: %1</source>
        <translation>
            <numerusform>%Ln connection gone: %1</numerusform>
            <numerusform>%Ln connections gone: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1; %Ln LOST</source>
        <extracomment>how the connections ended, then how many requests</extracomment>
        <translation>
            <numerusform>%1; %Ln LOST</numerusform>
            <numerusform>%1; %Ln LOST</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln closed by the server</source>
        <translation>
            <numerusform>%Ln closed by the server</numerusform>
            <numerusform>%Ln closed by the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused by the server</source>
        <translation>
            <numerusform>%Ln refused by the server</numerusform>
            <numerusform>%Ln refused by the server</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::ConnectionModel</name>
    <message numerus="yes">
        <source>%Ln LOST, %1</source>
        <translation>
            <numerusform>%Ln LOST, %1</numerusform>
            <numerusform>%Ln LOST, %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::DemoText</name>
    <message numerus="yes">
        <source>Time was up with %n connections open.</source>
        <translation>
            <numerusform>Time was up with %n connection open.</numerusform>
            <numerusform>Time was up with %n connections open.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Each request was answered, except %n that hangs for ever.</source>
        <translation>
            <numerusform>Each request was answered, except %n that hangs for ever.</numerusform>
            <numerusform>Each request was answered, except %n that hang for ever.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It ended in time, with exit code 0. But %n requests were cut off.</source>
        <translation>
            <numerusform>It ended in time, with exit code 0. But %n request was cut off.</numerusform>
            <numerusform>It ended in time, with exit code 0. But %n requests were cut off.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n requests were cut off.</source>
        <translation>
            <numerusform>%n request was cut off.</numerusform>
            <numerusform>%n requests were cut off.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It ended by itself, before it was told to. %n requests got no answer.</source>
        <translation>
            <numerusform>It ended by itself, before it was told to. %n request got no answer.</numerusform>
            <numerusform>It ended by itself, before it was told to. %n requests got no answer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It did not end in time, and was killed with %n connections open.</source>
        <translation>
            <numerusform>It did not end in time, and was killed with %n connection open.</numerusform>
            <numerusform>It did not end in time, and was killed with %n connections open.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It did not end in time, and was killed. %n requests got no answer.</source>
        <translation>
            <numerusform>It did not end in time, and was killed. %n request got no answer.</numerusform>
            <numerusform>It did not end in time, and was killed. %n requests got no answer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It ended in time. But %n requests got no answer.</source>
        <translation>
            <numerusform>It ended in time. But %n request got no answer.</numerusform>
            <numerusform>It ended in time. But %n requests got no answer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 ended it at once. %n requests got no answer.</source>
        <translation>
            <numerusform>%1 ended it at once. %n request got no answer.</numerusform>
            <numerusform>%1 ended it at once. %n requests got no answer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::DemoWindow</name>
    <message numerus="yes">
        <source>%1: %n requests lost. %2</source>
        <translation>
            <numerusform>%1: %n request lost. %2</numerusform>
            <numerusform>%1: %n requests lost. %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::DetailsPane</name>
    <message numerus="yes">
        <source>The last %1 of %Ln request(s).</source>
        <translation>
            <numerusform>The last %1 of %Ln request.</numerusform>
            <numerusform>The last %1 of %Ln requests.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) of all connections were not seen one by one: there were too many.</source>
        <translation>
            <numerusform>%Ln request of all connections was not seen one by one: there were too many.</numerusform>
            <numerusform>%Ln requests of all connections were not seen one by one: there were too many.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::DetailsText</name>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln LOST</source>
        <translation>
            <numerusform>%Ln LOST</numerusform>
            <numerusform>%Ln LOST</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln connection(s)</source>
        <translation>
            <numerusform>%Ln connection</numerusform>
            <numerusform>%Ln connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::ExportButton</name>
    <message numerus="yes">
        <source>Exported %n connections to %1</source>
        <translation>
            <numerusform>Exported %n connection to %1</numerusform>
            <numerusform>Exported %n connections to %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::FreezeSwitch</name>
    <message numerus="yes">
        <source>frozen, %Ln events behind</source>
        <translation>
            <numerusform>frozen, %Ln event behind</numerusform>
            <numerusform>frozen, %Ln events behind</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::GroupModel</name>
    <message numerus="yes">
        <source>%Ln LOST</source>
        <translation>
            <numerusform>%Ln LOST</numerusform>
            <numerusform>%Ln LOST</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln connection(s)</source>
        <translation>
            <numerusform>%1, %Ln connection</numerusform>
            <numerusform>%1, %Ln connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::HeaderBar</name>
    <message numerus="yes">
        <source>%1, %Ln lost</source>
        <extracomment>&quot;Closed&quot;, how many requests</extracomment>
        <translation>
            <numerusform>%1, %Ln lost</numerusform>
            <numerusform>%1, %Ln lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::LifelineText</name>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln request</numerusform>
            <numerusform>%Ln requests</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lost</source>
        <translation>
            <numerusform>%Ln lost</numerusform>
            <numerusform>%Ln lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::MainWindow</name>
    <message numerus="yes">
        <source>%Ln request(s) lost</source>
        <translation>
            <numerusform>%Ln request lost</numerusform>
            <numerusform>%Ln requests lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::Overview</name>
    <message numerus="yes">
        <source>%Ln open</source>
        <translation>
            <numerusform>%Ln open</numerusform>
            <numerusform>%Ln open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln active</source>
        <translation>
            <numerusform>%Ln active</numerusform>
            <numerusform>%Ln active</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::PhaseStep</name>
    <message numerus="yes">
        <source>%1, +%Ln accepted</source>
        <translation>
            <numerusform>%1, +%Ln accepted</numerusform>
            <numerusform>%1, +%Ln accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>closed, %Ln to go</source>
        <translation>
            <numerusform>closed, %Ln to go</numerusform>
            <numerusform>closed, %Ln to go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>closed, %Ln lost</source>
        <translation>
            <numerusform>closed, %Ln lost</numerusform>
            <numerusform>closed, %Ln lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>reset, %Ln requests lost</source>
        <translation>
            <numerusform>reset, %Ln request lost</numerusform>
            <numerusform>reset, %Ln requests lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>then %Ln refused</source>
        <translation>
            <numerusform>then %Ln refused</numerusform>
            <numerusform>then %Ln refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>by the server, %Ln to go</source>
        <translation>
            <numerusform>by the server, %Ln to go</numerusform>
            <numerusform>by the server, %Ln to go</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>by the server, %Ln lost</source>
        <translation>
            <numerusform>by the server, %Ln lost</numerusform>
            <numerusform>by the server, %Ln lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::ReportText</name>
    <message numerus="yes">
        <source>%Ln requests lost</source>
        <translation>
            <numerusform>%Ln request lost</numerusform>
            <numerusform>%Ln requests lost</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::TcpPane</name>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln segment(s)</source>
        <translation>
            <numerusform>%Ln segment</numerusform>
            <numerusform>%Ln segments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::VerdictText</name>
    <message numerus="yes">
        <source>The client closed it after %1 idle, as it did with %n more: that is the time-out of its pool.</source>
        <translation>
            <numerusform>The client closed it after %1 idle, as it did with %n more: that is the time-out of its pool.</numerusform>
            <numerusform>The client closed it after %1 idle, as it did with %n more: that is the time-out of its pool.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of its last %1 requests came in two parts, %2 apart: Nagle&apos;s algorithm waits for a delayed ACK. Let the client send them in one piece, or set TCP_NODELAY.</source>
        <translation>
            <numerusform>%n of its last %1 requests came in two parts, %2 apart: Nagle&apos;s algorithm waits for a delayed ACK. Let the client send them in one piece, or set TCP_NODELAY.</numerusform>
            <numerusform>%n of its last %1 requests came in two parts, %2 apart: Nagle&apos;s algorithm waits for a delayed ACK. Let the client send them in one piece, or set TCP_NODELAY.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them after %1: that is the time-out of its pool.</source>
        <translation>
            <numerusform>%n of them after %1: that is the time-out of its pool.</numerusform>
            <numerusform>%n of them after %1: that is the time-out of its pool.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server closed it after %1 idle, as it did with %n more: that seems to be its keep-alive time-out.</source>
        <translation>
            <numerusform>The server closed it after %1 idle, as it did with %n more: that seems to be its keep-alive time-out.</numerusform>
            <numerusform>The server closed it after %1 idle, as it did with %n more: that seems to be its keep-alive time-out.</numerusform>
        </translation>
    </message>
</context>
</TS>
