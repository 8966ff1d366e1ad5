<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Drainboard::BoardAxis</name>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>−%1 min</source>
        <translation>−%1 min</translation>
    </message>
    <message>
        <source>−%1 s</source>
        <translation>−%1 s</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>last %1 min</source>
        <translation>letzte %1 min</translation>
    </message>
    <message>
        <source>last %1 s</source>
        <translation>letzte %1 s</translation>
    </message>
</context>
<context>
    <name>Drainboard::BoardDetails</name>
    <message>
        <source>&amp;Copy rows</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>Show &amp;details</source>
        <translation>&amp;Details zeigen</translation>
    </message>
    <message>
        <source>Selected connections</source>
        <translation>Ausgewählte Verbindungen</translation>
    </message>
</context>
<context>
    <name>Drainboard::BoardExport</name>
    <message>
        <source>Could not export: %1</source>
        <translation>Export nicht möglich: %1</translation>
    </message>
</context>
<context>
    <name>Drainboard::BoardPicture</name>
    <message>
        <source>Could not export to %1: %2</source>
        <translation>Export nach %1 nicht möglich: %2</translation>
    </message>
</context>
<context>
    <name>Drainboard::ColumnChoice</name>
    <message>
        <source>&amp;Restore the default</source>
        <translation>&amp;Voreinstellung wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>&amp;Sortieren nach</translation>
    </message>
    <message>
        <source>&amp;Descending</source>
        <translation>&amp;Absteigend</translation>
    </message>
</context>
<context>
    <name>Drainboard::ConnectionActions</name>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Only this peer</source>
        <translation>Nur diese Gegenstelle</translation>
    </message>
    <message>
        <source>Close in good order: what is being answered is answered first</source>
        <translation>Geordnet schließen: Was gerade beantwortet wird, wird vorher fertig beantwortet</translation>
    </message>
    <message>
        <source>Reset at once (RST): what is being answered is lost</source>
        <translation>Sofort zurücksetzen (RST): Was gerade beantwortet wird, geht verloren</translation>
    </message>
    <message>
        <source>Copy all that stands here, with titles</source>
        <translation>Alles kopieren, was hier steht, mit Überschriften</translation>
    </message>
    <message>
        <source>Show only connections from this client&apos;s address</source>
        <translation>Nur Verbindungen von der Adresse dieses Clients zeigen</translation>
    </message>
    <message numerus="yes">
        <source>Disconnect %Ln connection(s)</source>
        <translation>
            <numerusform>%Ln Verbindung trennen</numerusform>
            <numerusform>%Ln Verbindungen trennen</numerusform>
        </translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message numerus="yes">
        <source>Abort %Ln connection(s)</source>
        <translation>
            <numerusform>%Ln Verbindung abbrechen</numerusform>
            <numerusform>%Ln Verbindungen abbrechen</numerusform>
        </translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln response(s) in progress will be lost. Abort all the same?</source>
        <translation>
            <numerusform>%Ln laufende Antwort geht verloren. Trotzdem abbrechen?</numerusform>
            <numerusform>%Ln laufende Antworten gehen verloren. Trotzdem abbrechen?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::ConnectionEvents</name>
    <message>
        <source>closed by the client</source>
        <translation>vom Client geschlossen</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln closed by the client</source>
        <translation>
            <numerusform>%Ln vom Client geschlossen</numerusform>
            <numerusform>%Ln vom Client geschlossen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln disconnected</source>
        <translation>
            <numerusform>%Ln getrennt</numerusform>
            <numerusform>%Ln getrennt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln aborted</source>
        <translation>
            <numerusform>%Ln abgebrochen</numerusform>
            <numerusform>%Ln abgebrochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln timed out</source>
        <translation>
            <numerusform>%Ln mit abgelaufener Zeit</numerusform>
            <numerusform>%Ln mit abgelaufener Zeit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rejected</source>
        <translation>
            <numerusform>%Ln abgelehnt</numerusform>
            <numerusform>%Ln abgelehnt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln closed</source>
        <translation>
            <numerusform>%Ln geschlossen</numerusform>
            <numerusform>%Ln geschlossen</numerusform>
        </translation>
    </message>
    <message>
        <source>without a request</source>
        <translation>ohne eine Anfrage</translation>
    </message>
    <message>
        <source>after 1 request</source>
        <translation>nach 1 Anfrage</translation>
    </message>
    <message numerus="yes">
        <source>after %1 requests</source>
        <translation>
            <numerusform>nach %1 Anfrage</numerusform>
            <numerusform>nach %1 Anfragen</numerusform>
        </translation>
    </message>
    <message>
        <source>a part of a request</source>
        <translation>ein Teil einer Anfrage</translation>
    </message>
    <message>
        <source>lost: %1</source>
        <translation>verloren: %1</translation>
    </message>
    <message>
        <source>%1 opened</source>
        <translation>%1 geöffnet</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <extracomment>&quot;#7 127.0.0.1:5007&quot;, &quot;closed by the client&quot;, &quot;after 3 requests&quot;</extracomment>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1; %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln connections opened, #%1 to #%2</source>
        <translation>
            <numerusform>%Ln Verbindung geöffnet, #%1 bis #%2</numerusform>
            <numerusform>%Ln Verbindungen geöffnet, #%1 bis #%2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln connections gone, the last of them: %1</source>
        <translation>
            <numerusform>%Ln Verbindung beendet, die letzte: %1</numerusform>
            <numerusform>%Ln Verbindungen beendet, die letzte: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln connections gone: %1</source>
        <translation>
            <numerusform>%Ln Verbindung beendet: %1</numerusform>
            <numerusform>%Ln Verbindungen beendet: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1; %Ln LOST</source>
        <extracomment>how the connections ended, then how many requests</extracomment>
        <translation>
            <numerusform>%1; %Ln VERLOREN</numerusform>
            <numerusform>%1; %Ln VERLOREN</numerusform>
        </translation>
    </message>
    <message>
        <source>closed by the server</source>
        <translation>vom Server geschlossen</translation>
    </message>
    <message>
        <source>refused by the server</source>
        <translation>vom Server abgelehnt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln closed by the server</source>
        <translation>
            <numerusform>%Ln vom Server geschlossen</numerusform>
            <numerusform>%Ln vom Server geschlossen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln refused by the server</source>
        <translation>
            <numerusform>%Ln vom Server abgelehnt</numerusform>
            <numerusform>%Ln vom Server abgelehnt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::ConnectionModel</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1, next waits</source>
        <translation>%1, die nächste wartet</translation>
    </message>
    <message numerus="yes">
        <source>%Ln LOST, %1</source>
        <translation>
            <numerusform>%Ln VERLOREN, %1</numerusform>
            <numerusform>%Ln VERLOREN, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>&gt; %1</source>
        <translation>&gt; %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation>Verbindung %1</translation>
    </message>
    <message>
        <source>no request yet</source>
        <translation>noch keine Anfrage</translation>
    </message>
    <message>
        <source>unknown process</source>
        <translation>unbekannter Prozess</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>Gegenstelle</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Lifeline</source>
        <translation>Lebenslinie</translation>
    </message>
    <message>
        <source>Lifeline: %1</source>
        <translation>Lebenslinie: %1</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Last request</source>
        <translation>Letzte Anfrage</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>First byte, ms</source>
        <translation>Erstes Byte, ms</translation>
    </message>
    <message>
        <source>Last byte, ms</source>
        <translation>Letztes Byte, ms</translation>
    </message>
    <message>
        <source>Keep-alive</source>
        <translation>Keep-Alive</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Idle for</source>
        <translation>Im Leerlauf seit</translation>
    </message>
    <message>
        <source>Bytes in</source>
        <translation>Bytes ein</translation>
    </message>
    <message>
        <source>Bytes out</source>
        <translation>Bytes aus</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
</context>
<context>
    <name>Drainboard::ConnectionPane</name>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Time that is shown</source>
        <translation>Gezeigte Zeit</translation>
    </message>
    <message>
        <source>How much time the lifelines show (plus and minus in the table, Ctrl and the wheel)</source>
        <translation>Wie viel Zeit die Lebenslinien zeigen (Plus und Minus in der Tabelle, Strg und Mausrad)</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>Back to now</source>
        <translation>Zurück zu jetzt</translation>
    </message>
    <message>
        <source>Show what happens now (End, in the table)</source>
        <translation>Zeigen, was jetzt geschieht (Ende, in der Tabelle)</translation>
    </message>
    <message>
        <source>C&amp;olumns</source>
        <translation>Spal&amp;ten</translation>
    </message>
    <message>
        <source>Which columns there are, and which one is sorted by</source>
        <translation>Welche Spalten es gibt, und nach welcher sortiert wird</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>other</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>No connection matches the filter</source>
        <translation>Keine Verbindung passt zum Filter</translation>
    </message>
    <message>
        <source>Esc in the filter clears it</source>
        <translation>Esc im Filter leert ihn</translation>
    </message>
</context>
<context>
    <name>Drainboard::ConnectionView</name>
    <message>
        <source>Lifeline</source>
        <translation>Lebenslinie</translation>
    </message>
    <message>
        <source># (number)</source>
        <translation># (Nummer)</translation>
    </message>
</context>
<context>
    <name>Drainboard::CountsPanel</name>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Open connections</source>
        <translation>Offene Verbindungen</translation>
    </message>
    <message>
        <source>of</source>
        <extracomment>&quot;18 open of 42&quot;</extracomment>
        <translation>von</translation>
    </message>
    <message>
        <source>Accepted connections</source>
        <translation>Angenommene Verbindungen</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>Active connections</source>
        <translation>Aktive Verbindungen</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>im Leerlauf</translation>
    </message>
    <message>
        <source>Idle connections</source>
        <translation>Verbindungen im Leerlauf</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>Waiting connections</source>
        <translation>Wartende Verbindungen</translation>
    </message>
    <message>
        <source>closing</source>
        <translation>schließend</translation>
    </message>
    <message>
        <source>Closing connections</source>
        <translation>Schließende Verbindungen</translation>
    </message>
    <message>
        <source>Connections that are open now</source>
        <translation>Verbindungen, die jetzt offen sind</translation>
    </message>
    <message>
        <source>Connections that were accepted since the server began to listen</source>
        <translation>Verbindungen, die angenommen wurden, seit der Server lauscht</translation>
    </message>
    <message>
        <source>Connections with a request in progress, and WebSockets</source>
        <translation>Verbindungen mit einer laufenden Anfrage, und WebSockets</translation>
    </message>
    <message>
        <source>Connections without a request in progress</source>
        <translation>Verbindungen ohne laufende Anfrage</translation>
    </message>
    <message>
        <source>Connections whose worker is busy, and has not got to them yet</source>
        <translation>Verbindungen, zu denen ihr beschäftigter Worker noch nicht gekommen ist</translation>
    </message>
    <message>
        <source>Connections that the server has closed, and the client has not</source>
        <translation>Verbindungen, die der Server geschlossen hat, und der Client noch nicht</translation>
    </message>
</context>
<context>
    <name>Drainboard::CrowdPanel</name>
    <message>
        <source>The clients of each server</source>
        <translation>Die Clients jedes Servers</translation>
    </message>
</context>
<context>
    <name>Drainboard::DemoBoard</name>
    <message>
        <source>Servers that stop, and what becomes of their clients</source>
        <translation>Server, die anhalten, und was aus ihren Clients wird</translation>
    </message>
</context>
<context>
    <name>Drainboard::DemoChapter</name>
    <message>
        <source>All three</source>
        <translation>Alle drei</translation>
    </message>
    <message>
        <source>Three servers have the same clients, and are told to stop at the same moment. What does each of them lose?</source>
        <translation>Drei Server haben dieselben Clients und sollen im selben Moment anhalten. Was verliert jeder von ihnen?</translation>
    </message>
    <message>
        <source>The question</source>
        <translation>Die Frage</translation>
    </message>
    <message>
        <source>The server stops accepting, and waits for its clients to leave. But browsers keep their connections, so it never ends by itself.</source>
        <translation>Der Server nimmt nichts mehr an und wartet, dass seine Clients gehen. Aber Browser behalten ihre Verbindungen, also endet er nie von selbst.</translation>
    </message>
    <message>
        <source>The answer everyone uses</source>
        <translation>Die Antwort, die alle nehmen</translation>
    </message>
    <message>
        <source>Now the server closes each connection at once, and resets later what is still there. It ends in time, but who was waiting for an answer gets none.</source>
        <translation>Jetzt schließt der Server jede Verbindung sofort und setzt später zurück, was noch da ist. Er endet rechtzeitig, aber wer auf eine Antwort wartete, bekommt keine.</translation>
    </message>
    <message>
        <source>The distance</source>
        <translation>Die Entfernung</translation>
    </message>
    <message>
        <source>The clients are farther away now: a request may be on its way to the server while the end is on its way to the client. The farther they are, the more is lost.</source>
        <translation>Die Clients sind jetzt weiter weg: Eine Anfrage kann zum Server unterwegs sein, während das Ende zum Client unterwegs ist. Je weiter weg sie sind, desto mehr geht verloren.</translation>
    </message>
    <message>
        <source>Drain</source>
        <translation>Drain</translation>
    </message>
    <message>
        <source>Requests in progress are answered, and an idle connection is kept while a request is to be expected on it. Only what is never answered is lost.</source>
        <translation>Laufende Anfragen werden beantwortet, und eine ruhende Verbindung bleibt, solange eine Anfrage zu erwarten ist. Nur was nie beantwortet wird, geht verloren.</translation>
    </message>
    <message>
        <source>All four</source>
        <translation>Alle vier</translation>
    </message>
    <message>
        <source>Four servers have the same clients, and are told to stop at the same moment. What does each of them lose?</source>
        <translation>Vier Server haben dieselben Clients und sollen im selben Augenblick enden. Was verliert jeder von ihnen?</translation>
    </message>
    <message>
        <source>Your server</source>
        <translation>Ihr Server</translation>
    </message>
    <message>
        <source>Your server has the same clients as drain, and is told to stop as it always is. Which of them get no answer?</source>
        <translation>Ihr Server hat dieselben Clients wie drain und soll enden, wie er es immer soll. Welche von ihnen bekommen keine Antwort?</translation>
    </message>
</context>
<context>
    <name>Drainboard::DemoControls</name>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>The servers are told to stop</source>
        <translation>Die Server sollen anhalten</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>One server after the other</source>
        <translation>Ein Server nach dem anderen</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Nochmal</translation>
    </message>
    <message>
        <source>Shows again what has happened</source>
        <translation>Zeigt noch einmal, was geschehen ist</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>Tempo der Wiederholung</translation>
    </message>
    <message>
        <source>How fast it is shown again</source>
        <translation>Wie schnell es noch einmal gezeigt wird</translation>
    </message>
    <message>
        <source>×¼</source>
        <translation>×¼</translation>
    </message>
    <message>
        <source>×1</source>
        <translation>×1</translation>
    </message>
    <message>
        <source>×4</source>
        <translation>×4</translation>
    </message>
    <message>
        <source>Distance of the clients</source>
        <translation>Entfernung der Clients</translation>
    </message>
    <message>
        <source>How far away the clients are</source>
        <translation>Wie weit weg die Clients sind</translation>
    </message>
    <message>
        <source>%1 ms away</source>
        <translation>%1 ms weg</translation>
    </message>
    <message>
        <source>When connections are aborted</source>
        <translation>Wann Verbindungen abgebrochen werden</translation>
    </message>
    <message>
        <source>When what is left is reset</source>
        <translation>Wann zurückgesetzt wird, was übrig ist</translation>
    </message>
    <message>
        <source>abort at %1 s</source>
        <translation>Abbruch bei %1 s</translation>
    </message>
    <message>
        <source>Crowd</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Which clients there are</source>
        <translation>Welche Clients es gibt</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>Browser</translation>
    </message>
    <message>
        <source>Open your browser on the servers</source>
        <translation>Ihren Browser auf den Servern öffnen</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Das Bild speichern</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
</context>
<context>
    <name>Drainboard::DemoPicture</name>
    <message>
        <source>stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>force</source>
        <translation>Zwang</translation>
    </message>
    <message>
        <source>abort</source>
        <translation>Abbruch</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>zurückgesetzt</translation>
    </message>
    <message>
        <source>left open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>exit code</source>
        <translation>Exitcode</translation>
    </message>
    <message>
        <source>starts…</source>
        <translation>startet …</translation>
    </message>
</context>
<context>
    <name>Drainboard::DemoText</name>
    <message>
        <source>the question: stop accepting, and wait</source>
        <translation>die Frage: nichts mehr annehmen und warten</translation>
    </message>
    <message>
        <source>the usual answer: disconnect every client at once</source>
        <translation>die übliche Antwort: alle sofort trennen</translation>
    </message>
    <message>
        <source>Drainboard: let requests finish, close each connection when it is idle</source>
        <translation>Drainboard: Anfragen zu Ende bringen, jede Verbindung schließen, sobald sie ruht</translation>
    </message>
    <message numerus="yes">
        <source>Time was up with %n connections open.</source>
        <translation>
            <numerusform>Die Zeit war um, %n Verbindung war noch offen.</numerusform>
            <numerusform>Die Zeit war um, %n Verbindungen waren noch offen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 No request was in progress.</source>
        <translation>%1 Keine Anfrage war im Gange.</translation>
    </message>
    <message>
        <source>%1 What they waited for is lost.</source>
        <translation>%1 Worauf sie warteten, ist verloren.</translation>
    </message>
    <message>
        <source>Each request was answered, and each connection closed.</source>
        <translation>Jede Anfrage wurde beantwortet, jede Verbindung geschlossen.</translation>
    </message>
    <message numerus="yes">
        <source>Each request was answered, except %n that hangs for ever.</source>
        <translation>
            <numerusform>Jede Anfrage wurde beantwortet, außer %n, die ewig hängt.</numerusform>
            <numerusform>Jede Anfrage wurde beantwortet, außer %n, die ewig hängen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It ended in time, with exit code 0. But %n requests were cut off.</source>
        <translation>
            <numerusform>Rechtzeitig beendet, mit Exitcode 0. Aber %n Anfrage wurde abgeschnitten.</numerusform>
            <numerusform>Rechtzeitig beendet, mit Exitcode 0. Aber %n Anfragen wurden abgeschnitten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n requests were cut off.</source>
        <translation>
            <numerusform>%n Anfrage wurde abgeschnitten.</numerusform>
            <numerusform>%n Anfragen wurden abgeschnitten.</numerusform>
        </translation>
    </message>
    <message>
        <source>guests</source>
        <translation>Gäste</translation>
    </message>
    <message>
        <source>browsers</source>
        <translation>Browser</translation>
    </message>
    <message>
        <source>busy pool</source>
        <translation>Pool, fleißig</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>langsam</translation>
    </message>
    <message>
        <source>upload</source>
        <translation>Upload</translation>
    </message>
    <message>
        <source>preconnect</source>
        <translation>Vorab</translation>
    </message>
    <message>
        <source>polls</source>
        <translation>fragt nach</translation>
    </message>
    <message>
        <source>hangs</source>
        <translation>hängt</translation>
    </message>
    <message>
        <source>not reading</source>
        <translation>liest nicht</translation>
    </message>
    <message>
        <source>Somebody who is none of the crowd: a browser of yours.</source>
        <translation>Jemand, der nicht zur Menge gehört: Ihr eigener Browser.</translation>
    </message>
    <message>
        <source>A browser: has loaded a page, keeps its connection, and does not close it when the server does.</source>
        <translation>Ein Browser: hat eine Seite geladen, behält seine Verbindung und schließt sie nicht, wenn der Server es tut.</translation>
    </message>
    <message>
        <source>One of a pool: sends one request after the other on the same connection.</source>
        <translation>Einer aus einem Pool: schickt auf derselben Verbindung eine Anfrage nach der anderen.</translation>
    </message>
    <message>
        <source>Its request takes the server more than a second.</source>
        <translation>Seine Anfrage beschäftigt den Server länger als eine Sekunde.</translation>
    </message>
    <message>
        <source>Sends a body for a second, again and again.</source>
        <translation>Schickt eine Sekunde lang einen Rumpf, immer wieder.</translation>
    </message>
    <message>
        <source>Has connected in advance, and sends nothing.</source>
        <translation>Hat sich im Voraus verbunden und schickt nichts.</translation>
    </message>
    <message>
        <source>Sends a request each second.</source>
        <translation>Schickt jede Sekunde eine Anfrage.</translation>
    </message>
    <message>
        <source>Asks for what is never answered.</source>
        <translation>Fragt nach etwas, das nie beantwortet wird.</translation>
    </message>
    <message>
        <source>Asks for a stream, and does not read what comes.</source>
        <translation>Fragt nach einem Strom und liest nicht, was kommt.</translation>
    </message>
    <message>
        <source>−%1 s</source>
        <translation>−%1 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>your server</source>
        <translation>Ihr Server</translation>
    </message>
    <message>
        <source>%1, told to stop by %2</source>
        <extracomment>a command, a signal</extracomment>
        <translation>%1, soll auf %2 hin enden</translation>
    </message>
    <message>
        <source>It ended by itself, before it was told to.</source>
        <translation>Er hat von selbst geendet, bevor er es sollte.</translation>
    </message>
    <message numerus="yes">
        <source>It ended by itself, before it was told to. %n requests got no answer.</source>
        <translation>
            <numerusform>Er hat von selbst geendet, bevor er es sollte. %n Anfrage bekam keine Antwort.</numerusform>
            <numerusform>Er hat von selbst geendet, bevor er es sollte. %n Anfragen bekamen keine Antwort.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It did not end in time, and was killed with %n connections open.</source>
        <translation>
            <numerusform>Er endete nicht rechtzeitig und wurde mit %n offenen Verbindung beendet.</numerusform>
            <numerusform>Er endete nicht rechtzeitig und wurde mit %n offenen Verbindungen beendet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It did not end in time, and was killed. %n requests got no answer.</source>
        <translation>
            <numerusform>Er endete nicht rechtzeitig und wurde beendet. %n Anfrage bekam keine Antwort.</numerusform>
            <numerusform>Er endete nicht rechtzeitig und wurde beendet. %n Anfragen bekamen keine Antwort.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It ended in time. But %n requests got no answer.</source>
        <translation>
            <numerusform>Er hat rechtzeitig geendet. Aber %n Anfrage bekam keine Antwort.</numerusform>
            <numerusform>Er hat rechtzeitig geendet. Aber %n Anfragen bekamen keine Antwort.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 ended it at once. %n requests got no answer.</source>
        <translation>
            <numerusform>%1 hat ihn sofort beendet. %n Anfrage bekam keine Antwort.</numerusform>
            <numerusform>%1 hat ihn sofort beendet. %n Anfragen bekamen keine Antwort.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::DemoWindow</name>
    <message>
        <source>What a shutdown costs</source>
        <translation>Was ein Shutdown kostet</translation>
    </message>
    <message>
        <source>This cannot be played: %1</source>
        <translation>Das kann nicht gespielt werden: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n requests lost. %2</source>
        <translation>
            <numerusform>%1: %n Anfrage verloren. %2</numerusform>
            <numerusform>%1: %n Anfragen verloren. %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Your browser joins the crowd, in the row of the guests. Press Play when its pages are there.</source>
        <translation>Ihr Browser kommt zur Menge dazu, in der Reihe der Gäste. Drücken Sie Abspielen, wenn seine Seiten da sind.</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Das Bild speichern</translation>
    </message>
    <message>
        <source>Picture of dots (*.png)</source>
        <translation>Bild aus Punkten (*.png)</translation>
    </message>
    <message>
        <source>Picture of lines (*.svg)</source>
        <translation>Bild aus Linien (*.svg)</translation>
    </message>
    <message>
        <source>The picture is in %1</source>
        <translation>Das Bild ist in %1</translation>
    </message>
</context>
<context>
    <name>Drainboard::DetailsPane</name>
    <message>
        <source>Verdict on the selected connections</source>
        <translation>Urteil über die ausgewählten Verbindungen</translation>
    </message>
    <message>
        <source>Life of the selected connections</source>
        <translation>Leben der ausgewählten Verbindungen</translation>
    </message>
    <message>
        <source>What the selected connections have in common</source>
        <translation>Was die ausgewählten Verbindungen gemeinsam haben</translation>
    </message>
    <message>
        <source>How many requests are shown</source>
        <translation>Wie viele Anfragen gezeigt werden</translation>
    </message>
    <message>
        <source>Details of the selected connections</source>
        <translation>Details der ausgewählten Verbindungen</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Abort</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Only this peer</source>
        <translation>Nur diese Gegenstelle</translation>
    </message>
    <message numerus="yes">
        <source>The last %1 of %Ln request(s).</source>
        <translation>
            <numerusform>Die letzte %1 von %Ln Anfrage.</numerusform>
            <numerusform>Die letzten %1 von %Ln Anfragen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) of all connections were not seen one by one: there were too many.</source>
        <translation>
            <numerusform>%Ln Anfrage aller Verbindungen wurde nicht einzeln gesehen: Es waren zu viele.</numerusform>
            <numerusform>%Ln Anfragen aller Verbindungen wurden nicht einzeln gesehen: Es waren zu viele.</numerusform>
        </translation>
    </message>
    <message>
        <source>closed; as it was at last</source>
        <translation>geschlossen; so war es zuletzt</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>its worker is busy</source>
        <translation>ihr Worker ist beschäftigt</translation>
    </message>
</context>
<context>
    <name>Drainboard::DetailsText</name>
    <message>
        <source>a request</source>
        <translation>eine Anfrage</translation>
    </message>
    <message>
        <source>It has waited for its worker for %1.</source>
        <translation>Sie wartet seit %1 auf ihren Worker.</translation>
    </message>
    <message>
        <source>Open for %1, and no byte has come yet.</source>
        <translation>Seit %1 offen, und noch kein Byte ist gekommen.</translation>
    </message>
    <message>
        <source>A request has been arriving for %1.</source>
        <translation>Eine Anfrage kommt seit %1 an.</translation>
    </message>
    <message>
        <source>%1 has been in progress for %2.</source>
        <translation>%1 ist seit %2 in Arbeit.</translation>
    </message>
    <message>
        <source>Idle for %1, open for the next request.</source>
        <translation>Seit %1 im Leerlauf, offen für die nächste Anfrage.</translation>
    </message>
    <message>
        <source>A WebSocket for %1.</source>
        <translation>Seit %1 ein WebSocket.</translation>
    </message>
    <message>
        <source>We have sent our FIN %1 ago; the client has not closed yet.</source>
        <translation>Wir haben unser FIN vor %1 gesendet; der Client hat noch nicht geschlossen.</translation>
    </message>
    <message>
        <source>Closed: %1. Nothing was lost.</source>
        <translation>Geschlossen: %1. Nichts ging verloren.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln Anfrage</numerusform>
            <numerusform>%Ln Anfragen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln LOST</source>
        <translation>
            <numerusform>%Ln VERLOREN</numerusform>
            <numerusform>%Ln VERLOREN</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 bytes in, %2 bytes out</source>
        <translation>%1 Bytes ein, %2 Bytes aus</translation>
    </message>
    <message>
        <source>opened at %1</source>
        <translation>geöffnet um %1</translation>
    </message>
    <message>
        <source>waited %1 for its worker</source>
        <translation>wartete %1 auf ihren Worker</translation>
    </message>
    <message>
        <source>closed after %1: %2</source>
        <translation>geschlossen nach %1: %2</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 um %2</translation>
    </message>
    <message>
        <source>%1, after %2 idle</source>
        <translation>%1, nach %2 im Leerlauf</translation>
    </message>
    <message>
        <source>%1, while %2</source>
        <translation>%1, während %2</translation>
    </message>
    <message>
        <source>%1 bytes unread</source>
        <translation>%1 Bytes ungelesen</translation>
    </message>
    <message>
        <source>%1 bytes not acknowledged</source>
        <translation>%1 Bytes nicht bestätigt</translation>
    </message>
    <message>
        <source>the client closed first (FIN)</source>
        <translation>der Client schloss zuerst (FIN)</translation>
    </message>
    <message>
        <source>we closed first (FIN)</source>
        <translation>wir schlossen zuerst (FIN)</translation>
    </message>
    <message>
        <source>the client reset it (RST)</source>
        <translation>der Client setzte sie zurück (RST)</translation>
    </message>
    <message>
        <source>we reset it (RST)</source>
        <translation>wir setzten sie zurück (RST)</translation>
    </message>
    <message>
        <source>the kernel gave the client up</source>
        <translation>der Kernel gab den Client auf</translation>
    </message>
    <message>
        <source>nobody has closed</source>
        <translation>niemand hat geschlossen</translation>
    </message>
    <message>
        <source>%1 %2 later</source>
        <translation>%1 %2 später</translation>
    </message>
    <message>
        <source>the client&apos;s FIN</source>
        <translation>das FIN des Clients</translation>
    </message>
    <message>
        <source>our FIN</source>
        <translation>unser FIN</translation>
    </message>
    <message>
        <source>the client&apos;s RST</source>
        <translation>das RST des Clients</translation>
    </message>
    <message>
        <source>our RST</source>
        <translation>unser RST</translation>
    </message>
    <message>
        <source>nothing to warn of</source>
        <translation>nichts Auffälliges</translation>
    </message>
    <message>
        <source>Slowest request: %1, %2, on #%3: %4</source>
        <translation>Langsamste Anfrage: %1, %2, auf #%3: %4</translation>
    </message>
    <message numerus="yes">
        <source>%Ln connection(s)</source>
        <translation>
            <numerusform>%Ln Verbindung</numerusform>
            <numerusform>%Ln Verbindungen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to warn of.</source>
        <translation>Nichts Auffälliges.</translation>
    </message>
    <message>
        <source>%1 for %2: what passes is not looked into.</source>
        <translation>%1 seit %2: Was durchgeht, wird nicht angesehen.</translation>
    </message>
    <message>
        <source>The server&apos;s FIN has come %1 ago; the client has not closed yet.</source>
        <translation>Das FIN des Servers kam vor %1; der Client hat noch nicht geschlossen.</translation>
    </message>
    <message>
        <source>the server sees it from %1</source>
        <translation>der Server sieht sie von %1 aus</translation>
    </message>
</context>
<context>
    <name>Drainboard::DrainText</name>
    <message>
        <source>waits for a worker for %1</source>
        <translation>wartet seit %1 auf einen Worker</translation>
    </message>
    <message>
        <source>a request is arriving for %1</source>
        <translation>seit %1 kommt eine Anfrage an</translation>
    </message>
    <message>
        <source>WebSocket, told to go, has not gone</source>
        <translation>WebSocket, zum Gehen aufgefordert, ist noch da</translation>
    </message>
    <message>
        <source>WebSocket, the client must close</source>
        <translation>WebSocket, der Client muss schließen</translation>
    </message>
    <message>
        <source>FIN sent, client has not closed</source>
        <translation>FIN gesendet, Client schließt nicht</translation>
    </message>
    <message>
        <source>idle, the client must close</source>
        <translation>Leerlauf, der Client muss schließen</translation>
    </message>
    <message>
        <source>idle, held for %1</source>
        <translation>Leerlauf, gehalten seit %1</translation>
    </message>
    <message>
        <source>idle, held %1 more</source>
        <translation>Leerlauf, noch %1 gehalten</translation>
    </message>
    <message>
        <source>idle, closes now</source>
        <translation>Leerlauf, schließt jetzt</translation>
    </message>
    <message>
        <source>client has read nothing for %1</source>
        <translation>Client liest seit %1 nichts</translation>
    </message>
    <message>
        <source>answering %1 for %2</source>
        <translation>beantwortet %1 seit %2</translation>
    </message>
    <message>
        <source>open, the server or the client must close</source>
        <translation>offen, Server oder Client muss schließen</translation>
    </message>
    <message>
        <source>WebSocket, the server must close</source>
        <translation>WebSocket, der Server muss schließen</translation>
    </message>
    <message>
        <source>client has closed, the server has not</source>
        <translation>Client hat geschlossen, der Server nicht</translation>
    </message>
    <message>
        <source>idle, the server must close</source>
        <translation>Leerlauf, der Server muss schließen</translation>
    </message>
</context>
<context>
    <name>Drainboard::DurationTexts</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
</context>
<context>
    <name>Drainboard::EventLog</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
</context>
<context>
    <name>Drainboard::EventLogModel</name>
    <message>
        <source>%1 warning: %2</source>
        <translation>%1 Warnung: %2</translation>
    </message>
    <message>
        <source>%1 error: %2</source>
        <translation>%1 Fehler: %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>Drainboard::ExportButton</name>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Write what the filter shows to a file (Ctrl+S): connections, requests, or a picture</source>
        <translation>Was der Filter zeigt, in eine Datei schreiben (Strg+S): Verbindungen, Anfragen oder ein Bild</translation>
    </message>
    <message>
        <source>Connections, as a table (*.csv)</source>
        <translation>Verbindungen, als Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Connections and requests (*.json)</source>
        <translation>Verbindungen und Anfragen (*.json)</translation>
    </message>
    <message>
        <source>Requests, for a browser&apos;s tools (*.har)</source>
        <translation>Anfragen, für die Werkzeuge eines Browsers (*.har)</translation>
    </message>
    <message>
        <source>Picture of lines (*.svg)</source>
        <translation>Bild aus Linien (*.svg)</translation>
    </message>
    <message>
        <source>Picture of dots (*.png)</source>
        <translation>Bild aus Punkten (*.png)</translation>
    </message>
    <message>
        <source>Exported a picture to %1</source>
        <translation>Bild nach %1 exportiert</translation>
    </message>
    <message numerus="yes">
        <source>Exported %n connections to %1</source>
        <translation>
            <numerusform>%n Verbindung nach %1 exportiert</numerusform>
            <numerusform>%n Verbindungen nach %1 exportiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Drainboard::ExportTexts</name>
    <message>
        <source>&quot;%1&quot; ends with none of %2</source>
        <translation>„%1“ endet auf keines von %2</translation>
    </message>
    <message>
        <source>Could not export: %1</source>
        <translation>Export nicht möglich: %1</translation>
    </message>
    <message>
        <source>Could not export to %1: %2</source>
        <translation>Export nach %1 nicht möglich: %2</translation>
    </message>
</context>
<context>
    <name>Drainboard::FilterBox</name>
    <message>
        <source>Filter of the connections</source>
        <translation>Filter der Verbindungen</translation>
    </message>
    <message>
        <source>Filter, as in status:404 -state:closed idle&gt;10s</source>
        <translation>Filter, etwa status:404 -state:closed idle&gt;10s</translation>
    </message>
    <message>
        <source>Which connections are shown (Ctrl+F, or / in the table). Esc clears it, Down shows what can stand here.
A term: status:404, state:idle, idle&gt;10s, slow&gt;100ms, requests&gt;10, peer:127.0.0.1, process:node, route:/path, end:rst, lost, #18, or plain text.
All terms must be true. Of values with commas between them one must be. A minus turns a term round.</source>
        <translation>Welche Verbindungen gezeigt werden (Strg+F, oder / in der Tabelle). Esc leert ihn, Pfeil nach unten zeigt, was hier stehen kann.
Ein Ausdruck: status:404, state:idle, idle&gt;10s, slow&gt;100ms, requests&gt;10, peer:127.0.0.1, process:node, route:/path, end:rst, lost, #18, oder einfacher Text.
Alle Ausdrücke müssen zutreffen. Von Werten mit Kommas dazwischen muss einer zutreffen. Ein Minus kehrt einen Ausdruck um.</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>langsam</translation>
    </message>
    <message>
        <source>The last or running request takes more than 100 ms</source>
        <translation>Die letzte oder laufende Anfrage dauert mehr als 100 ms</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>A request was lost on it</source>
        <translation>Eine Anfrage ging auf ihr verloren</translation>
    </message>
    <message>
        <source>How many connections match the filter</source>
        <translation>Wie viele Verbindungen zum Filter passen</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossene</translation>
    </message>
    <message>
        <source>Also those that closed more than 5 seconds ago, the last 10,000 of them</source>
        <translation>Auch die, die vor mehr als 5 Sekunden geschlossen wurden, die letzten 10.000</translation>
    </message>
    <message>
        <source>What is wrong with the filter</source>
        <translation>Was am Filter falsch ist</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>Drainboard::FilterParser</name>
    <message>
        <source>“-” needs something behind it, as in -state:closed</source>
        <translation>Hinter „-“ fehlt etwas, wie in -state:closed</translation>
    </message>
    <message>
        <source>“%1” is no key of the filter. Text with a colon stands in quotes</source>
        <translation>„%1“ ist kein Schlüssel des Filters. Text mit Doppelpunkt steht in Anführungszeichen</translation>
    </message>
    <message>
        <source>“%1” stands alone</source>
        <translation>„%1“ steht allein</translation>
    </message>
    <message>
        <source>“%1” takes a colon, as in %2</source>
        <translation>Zu „%1“ gehört ein Doppelpunkt, wie in %2</translation>
    </message>
    <message>
        <source>A quote is missing at the end</source>
        <translation>Am Ende fehlt ein Anführungszeichen</translation>
    </message>
    <message>
        <source>There is nothing between the quotes</source>
        <translation>Zwischen den Anführungszeichen steht nichts</translation>
    </message>
    <message>
        <source>A space is missing behind the quote</source>
        <translation>Hinter dem Anführungszeichen fehlt ein Leerzeichen</translation>
    </message>
    <message>
        <source>“%1” needs &lt; or &gt;, as in %2</source>
        <translation>Zu „%1“ gehört &lt; oder &gt;, wie in %2</translation>
    </message>
    <message>
        <source>Nothing is less than 0</source>
        <translation>Nichts ist kleiner als 0</translation>
    </message>
    <message>
        <source>“%1” needs a length of time, as in %2</source>
        <translation>Zu „%1“ gehört eine Zeitdauer, wie in %2</translation>
    </message>
    <message>
        <source>“%1” needs a status, as in status:404, status:4xx or status:&gt;=400</source>
        <translation>Zu „%1“ gehört ein Status, wie in status:404, status:4xx oder status:&gt;=400</translation>
    </message>
    <message>
        <source>“%1” needs a number, as in %2</source>
        <translation>Zu „%1“ gehört eine Zahl, wie in %2</translation>
    </message>
    <message>
        <source>“%1” needs one of: %2</source>
        <translation>Zu „%1“ gehört eines von: %2</translation>
    </message>
    <message>
        <source>“%1” needs something behind it, as in %2</source>
        <translation>Hinter „%1“ fehlt etwas, wie in %2</translation>
    </message>
</context>
<context>
    <name>Drainboard::FreezeSwitch</name>
    <message>
        <source>Freeze</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>frozen, 1 event behind</source>
        <translation>angehalten, 1 Ereignis zurück</translation>
    </message>
    <message numerus="yes">
        <source>frozen, %Ln events behind</source>
        <translation>
            <numerusform>angehalten, %Ln Ereignis zurück</numerusform>
            <numerusform>angehalten, %Ln Ereignisse zurück</numerusform>
        </translation>
    </message>
    <message>
        <source>Freeze table, lifelines and overview, and go on with the same (Space, in the table). What happens meanwhile is recorded; the head and the log go on</source>
        <translation>Tabelle, Lebenslinien und Übersicht anhalten, und ebenso weiterlaufen lassen (Leertaste, in der Tabelle). Was inzwischen geschieht, wird aufgezeichnet; Kopf und Protokoll laufen weiter</translation>
    </message>
    <message>
        <source>Table, lifelines and overview stand still. The head and the log go on</source>
        <translation>Tabelle, Lebenslinien und Übersicht stehen still. Kopf und Protokoll laufen weiter</translation>
    </message>
</context>
<context>
    <name>Drainboard::GroupChoice</name>
    <message>
        <source>Group by</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>What the rows are grouped by. Right and Left, or a double click, show and hide the connections of a group</source>
        <translation>Wonach die Zeilen gruppiert sind. Rechts und Links, oder ein Doppelklick, zeigen und verbergen die Verbindungen einer Gruppe</translation>
    </message>
    <message>
        <source>no groups</source>
        <translation>ohne Gruppen</translation>
    </message>
    <message>
        <source>by process</source>
        <translation>nach Prozess</translation>
    </message>
    <message>
        <source>by peer</source>
        <translation>nach Gegenstelle</translation>
    </message>
    <message>
        <source>by route</source>
        <translation>nach Route</translation>
    </message>
    <message>
        <source>by end</source>
        <translation>nach Ende</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Go to a connection</source>
        <translation>Zu einer Verbindung gehen</translation>
    </message>
    <message>
        <source>Select the connection that is worth looking at</source>
        <translation>Die Verbindung auswählen, die einen Blick lohnt</translation>
    </message>
    <message>
        <source>The &amp;slowest request</source>
        <translation>Die lang&amp;samste Anfrage</translation>
    </message>
    <message>
        <source>The longest &amp;idle one</source>
        <translation>Die am längsten im &amp;Leerlauf</translation>
    </message>
    <message>
        <source>The next &amp;lost request</source>
        <translation>Die nächste &amp;verlorene Anfrage</translation>
    </message>
    <message>
        <source>No connection in sight has had a request</source>
        <translation>Keine sichtbare Verbindung hatte eine Anfrage</translation>
    </message>
    <message>
        <source>No connection in sight is idle</source>
        <translation>Keine sichtbare Verbindung ist im Leerlauf</translation>
    </message>
    <message>
        <source>No connection in sight has lost a request</source>
        <translation>Keine sichtbare Verbindung hat eine Anfrage verloren</translation>
    </message>
</context>
<context>
    <name>Drainboard::GroupModel</name>
    <message>
        <source>%1 ×%2</source>
        <extracomment>what the connections have in common, and how many they are</extracomment>
        <translation>%1 ×%2</translation>
    </message>
    <message>
        <source>%L1 busy, %L2 idle</source>
        <translation>%L1 aktiv, %L2 Leerlauf</translation>
    </message>
    <message>
        <source>all closed</source>
        <translation>alle geschlossen</translation>
    </message>
    <message>
        <source>%1 requests/s</source>
        <translation>%1 Anfragen/s</translation>
    </message>
    <message numerus="yes">
        <source>%Ln LOST</source>
        <translation>
            <numerusform>%Ln VERLOREN</numerusform>
            <numerusform>%Ln VERLOREN</numerusform>
        </translation>
    </message>
    <message>
        <source>group, expanded</source>
        <translation>Gruppe, aufgeklappt</translation>
    </message>
    <message>
        <source>group, collapsed</source>
        <translation>Gruppe, zugeklappt</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln connection(s)</source>
        <translation>
            <numerusform>%1, %Ln Verbindung</numerusform>
            <numerusform>%1, %Ln Verbindungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%L1 of %L2 busy</source>
        <translation>%L1 von %L2 aktiv</translation>
    </message>
</context>
<context>
    <name>Drainboard::GroupTexts</name>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>unknown process</source>
        <translation>unbekannter Prozess</translation>
    </message>
    <message>
        <source>no request yet</source>
        <translation>noch keine Anfrage</translation>
    </message>
</context>
<context>
    <name>Drainboard::HeaderBar</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfr./s</translation>
    </message>
    <message>
        <source>Requests per second</source>
        <translation>Anfragen pro Sekunde</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Milliseconds until the last byte, p99</source>
        <translation>Millisekunden bis zum letzten Byte, p99</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>Lost requests</source>
        <translation>Verlorene Anfragen</translation>
    </message>
    <message>
        <source>State of the server</source>
        <translation>Zustand des Servers</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>Copy the address of the server</source>
        <translation>Adresse des Servers kopieren</translation>
    </message>
    <message>
        <source>Copy the address (Ctrl+Shift+C)</source>
        <translation>Adresse kopieren (Strg+Umschalt+C)</translation>
    </message>
    <message>
        <source>Requests that ended, per second: over the last three seconds</source>
        <translation>Beendete Anfragen pro Sekunde: über die letzten drei Sekunden</translation>
    </message>
    <message>
        <source>99 of 100 requests were answered in this time or less: from their arrival until their last byte, in the last ten seconds</source>
        <translation>99 von 100 Anfragen wurden in dieser Zeit oder schneller beantwortet: von ihrer Ankunft bis zu ihrem letzten Byte, in den letzten zehn Sekunden</translation>
    </message>
    <message>
        <source>Requests that were not answered whole, since the server began to listen</source>
        <translation>Anfragen, die nicht ganz beantwortet wurden, seit der Server lauscht</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln lost</source>
        <extracomment>&quot;Closed&quot;, how many requests</extracomment>
        <translation>
            <numerusform>%1, %Ln verloren</numerusform>
            <numerusform>%1, %Ln verloren</numerusform>
        </translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Lauscht</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>Lauscht nicht</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>The server behind the tap</source>
        <translation>Der angezapfte Server</translation>
    </message>
</context>
<context>
    <name>Drainboard::HttpEngine</name>
    <message>
        <source>Already listening</source>
        <translation>Lauscht schon</translation>
    </message>
    <message>
        <source>Already shut down</source>
        <translation>Schon heruntergefahren</translation>
    </message>
    <message>
        <source>There are too few descriptors, or threads, to serve connections</source>
        <translation>Es gibt zu wenige Deskriptoren oder Threads, um Verbindungen zu bedienen</translation>
    </message>
    <message>
        <source>It is the address of the server to tap: connections would go round in a circle</source>
        <translation>Es ist die Adresse des Servers, der angezapft wird: Verbindungen gingen im Kreis</translation>
    </message>
</context>
<context>
    <name>Drainboard::KeysWindow</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>?</source>
        <translation>?</translation>
    </message>
    <message>
        <source>these keys</source>
        <translation>diese Tasten</translation>
    </message>
    <message>
        <source>Ctrl+Plus, Ctrl+Minus, Ctrl+0</source>
        <translation>Strg+Plus, Strg+Minus, Strg+0</translation>
    </message>
    <message>
        <source>larger text, smaller text, the usual size</source>
        <translation>größere Schrift, kleinere Schrift, die übliche Größe</translation>
    </message>
    <message>
        <source>Ctrl+F, or / in the table</source>
        <translation>Strg+F, oder / in der Tabelle</translation>
    </message>
    <message>
        <source>filter the connections</source>
        <translation>die Verbindungen filtern</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Strg+L</translation>
    </message>
    <message>
        <source>time-outs and limits</source>
        <translation>Zeitlimits und Grenzen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation>Strg+Umschalt+C</translation>
    </message>
    <message>
        <source>copy the address of the server</source>
        <translation>die Adresse des Servers kopieren</translation>
    </message>
    <message>
        <source>Alt+S</source>
        <translation>Alt+H</translation>
    </message>
    <message>
        <source>shut down; while Leaving, Alt+D drains now</source>
        <translation>herunterfahren; beim Abmelden lässt Alt+J jetzt auslaufen</translation>
    </message>
    <message>
        <source>Alt+A</source>
        <translation>Alt+A</translation>
    </message>
    <message>
        <source>abort now, while draining</source>
        <translation>jetzt abbrechen, beim Auslaufen</translation>
    </message>
    <message>
        <source>Alt+G</source>
        <translation>Alt+S</translation>
    </message>
    <message>
        <source>start again, after the end</source>
        <translation>erneut starten, nach dem Ende</translation>
    </message>
    <message>
        <source>Alt+R</source>
        <translation>Alt+R</translation>
    </message>
    <message>
        <source>the report of the shutdown</source>
        <translation>der Bericht vom Herunterfahren</translation>
    </message>
    <message>
        <source>Alt+E</source>
        <translation>Alt+E</translation>
    </message>
    <message>
        <source>show or hide the event log</source>
        <translation>das Ereignisprotokoll zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Umschalt+Tab</translation>
    </message>
    <message>
        <source>to the next part of the window, and back</source>
        <translation>zum nächsten Teil des Fensters, und zurück</translation>
    </message>
    <message>
        <source>F4</source>
        <translation>F4</translation>
    </message>
    <message>
        <source>show or hide the details</source>
        <translation>die Details zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Strg+Q</translation>
    </message>
    <message>
        <source>shut down, then close the window</source>
        <translation>herunterfahren, dann das Fenster schließen</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Up, Down, Page Up, Page Down</source>
        <translation>Pfeil hoch, Pfeil runter, Bild auf, Bild ab</translation>
    </message>
    <message>
        <source>select a row</source>
        <translation>eine Zeile auswählen</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Strg+C</translation>
    </message>
    <message>
        <source>copy the selected rows</source>
        <translation>die ausgewählten Zeilen kopieren</translation>
    </message>
    <message>
        <source>Menu, Shift+F10</source>
        <translation>Menü, Umschalt+F10</translation>
    </message>
    <message>
        <source>what can be done with the selected rows</source>
        <translation>was mit den ausgewählten Zeilen getan werden kann</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>freeze what is shown, and go on</source>
        <translation>die Anzeige anhalten, und weiter</translation>
    </message>
    <message>
        <source>Plus, Minus</source>
        <translation>Plus, Minus</translation>
    </message>
    <message>
        <source>less time, more time in the lifelines</source>
        <translation>weniger Zeit, mehr Zeit in den Lebenslinien</translation>
    </message>
    <message>
        <source>Alt+Left, Alt+Right</source>
        <translation>Alt+Links, Alt+Rechts</translation>
    </message>
    <message>
        <source>earlier, later</source>
        <translation>früher, später</translation>
    </message>
    <message>
        <source>Alt+Up, Alt+Down</source>
        <translation>Alt+Hoch, Alt+Runter</translation>
    </message>
    <message>
        <source>sort by the column</source>
        <translation>nach der Spalte sortieren</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>back to now</source>
        <translation>zurück zu jetzt</translation>
    </message>
    <message>
        <source>Esc in the filter</source>
        <translation>Esc im Filter</translation>
    </message>
    <message>
        <source>no filter</source>
        <translation>kein Filter</translation>
    </message>
    <message>
        <source>Ctrl+1, Ctrl+2, Ctrl+3</source>
        <translation>Strg+1, Strg+2, Strg+3</translation>
    </message>
    <message>
        <source>to the slowest request, the longest idle connection, the next lost request</source>
        <translation>zur langsamsten Anfrage, zur Verbindung am längsten im Leerlauf, zur nächsten verlorenen Anfrage</translation>
    </message>
    <message>
        <source>Right, Left on a group</source>
        <translation>Rechts, Links auf einer Gruppe</translation>
    </message>
    <message>
        <source>show, hide its connections</source>
        <translation>ihre Verbindungen zeigen, verbergen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Strg+D</translation>
    </message>
    <message>
        <source>what each policy costs: a demo</source>
        <translation>was jedes Verfahren kostet: eine Vorführung</translation>
    </message>
</context>
<context>
    <name>Drainboard::LifelineText</name>
    <message>
        <source>open for %1, %2</source>
        <translation>seit %1 offen, %2</translation>
    </message>
    <message>
        <source>closed %1 ago, after %2</source>
        <translation>vor %1 geschlossen, nach %2</translation>
    </message>
    <message>
        <source>no request</source>
        <translation>keine Anfrage</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s)</source>
        <translation>
            <numerusform>%Ln Anfrage</numerusform>
            <numerusform>%Ln Anfragen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lost</source>
        <translation>
            <numerusform>%Ln verloren</numerusform>
            <numerusform>%Ln verloren</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2 ago</source>
        <translation>%1 vor %2</translation>
    </message>
    <message>
        <source>idle</source>
        <translation>Leerlauf</translation>
    </message>
    <message>
        <source>half-closed</source>
        <translation>halb geschlossen</translation>
    </message>
    <message>
        <source>a request in progress for %1</source>
        <translation>eine Anfrage in Arbeit seit %1</translation>
    </message>
    <message>
        <source>waiting for a worker for %1</source>
        <translation>wartet seit %1 auf einen Worker</translation>
    </message>
    <message>
        <source>a response unread for %1</source>
        <translation>eine Antwort seit %1 ungelesen</translation>
    </message>
    <message>
        <source>a WebSocket for %1</source>
        <translation>seit %1 ein WebSocket</translation>
    </message>
    <message>
        <source>FIN by the client</source>
        <translation>FIN vom Client</translation>
    </message>
    <message>
        <source>RST by the client</source>
        <translation>RST vom Client</translation>
    </message>
    <message>
        <source>FIN by the server</source>
        <translation>FIN vom Server</translation>
    </message>
    <message>
        <source>RST by the server</source>
        <translation>RST vom Server</translation>
    </message>
    <message>
        <source>a request, %1</source>
        <translation>eine Anfrage, %1</translation>
    </message>
    <message>
        <source>%1 within %2, busy for %3 %</source>
        <translation>%1 in %2, aktiv zu %3 %</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>not open yet</source>
        <translation>noch nicht offen</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>waiting for a worker, %1</source>
        <translation>wartet auf einen Worker, %1</translation>
    </message>
    <message>
        <source>a response unread, %1</source>
        <translation>eine Antwort ungelesen, %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Drainboard::LimitsDialog</name>
    <message>
        <source>Time-outs and limits</source>
        <translation>Zeitlimits und Grenzen</translation>
    </message>
    <message>
        <source>What clients may ask for. It counts at once, for open connections too.</source>
        <translation>Was Clients verlangen dürfen. Es gilt sofort, auch für offene Verbindungen.</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was falsch ist</translation>
    </message>
    <message>
        <source>Times: 500 ms, 5 s, 2 min; 0 is never</source>
        <translation>Zeiten: 500 ms, 5 s, 2 min; 0 ist nie</translation>
    </message>
    <message>
        <source>&amp;Keep-alive</source>
        <translation>&amp;Keep-Alive</translation>
    </message>
    <message>
        <source>An idle connection is closed after this time</source>
        <translation>Eine Verbindung im Leerlauf wird nach dieser Zeit geschlossen</translation>
    </message>
    <message>
        <source>&amp;Header</source>
        <translation>&amp;Header</translation>
    </message>
    <message>
        <source>For the header of a request to come whole. Then it is answered 408; where none began, the connection is closed</source>
        <translation>Bis der Header einer Anfrage ganz da ist. Danach wird mit 408 geantwortet; wo keiner begann, wird die Verbindung geschlossen</translation>
    </message>
    <message>
        <source>&amp;Body</source>
        <translation>Rump&amp;f</translation>
    </message>
    <message>
        <source>Without a byte of a body that is expected. Then it is answered 408</source>
        <translation>Ohne ein Byte eines Rumpfs, der erwartet wird. Danach wird mit 408 geantwortet</translation>
    </message>
    <message>
        <source>&amp;Whole request</source>
        <translation>&amp;Ganze Anfrage</translation>
    </message>
    <message>
        <source>For all of a request to come. Then it is answered 408</source>
        <translation>Bis eine Anfrage ganz da ist. Danach wird mit 408 geantwortet</translation>
    </message>
    <message>
        <source>Client does &amp;not read</source>
        <translation>Client liest &amp;nicht</translation>
    </message>
    <message>
        <source>Without progress in sending. Then the connection is reset</source>
        <translation>Ohne Fortschritt beim Senden. Danach wird die Verbindung zurückgesetzt</translation>
    </message>
    <message>
        <source>Sizes in bytes: 500, 64 K, 8 M, 1 G</source>
        <translation>Größen in Bytes: 500, 64 K, 8 M, 1 G</translation>
    </message>
    <message>
        <source>Body at m&amp;ost</source>
        <translation>Rumpf h&amp;öchstens</translation>
    </message>
    <message>
        <source>Of a request. What is larger is answered 413</source>
        <translation>Einer Anfrage. Was größer ist, wird mit 413 beantwortet</translation>
    </message>
    <message>
        <source>Body in a &amp;second</source>
        <translation>Rumpf pro &amp;Sekunde</translation>
    </message>
    <message>
        <source>At least, on the average, once it has been coming for 20 s. What is slower is answered 408. 0: no limit</source>
        <translation>Mindestens, im Durchschnitt, sobald er seit 20 s kommt. Was langsamer ist, wird mit 408 beantwortet. 0: keine Grenze</translation>
    </message>
    <message>
        <source>&amp;Unfinished requests</source>
        <translation>&amp;Unfertige Anfragen</translation>
    </message>
    <message>
        <source>Of all requests together that have not come whole. More is answered 503. 0: no limit</source>
        <translation>Aller Anfragen zusammen, die noch nicht ganz da sind. Mehr wird mit 503 beantwortet. 0: keine Grenze</translation>
    </message>
    <message>
        <source>Write a time such as 500 ms, 5 s or 2 min, up to 24 days; or 0 for never.</source>
        <translation>Schreiben Sie eine Zeit wie 500 ms, 5 s oder 2 min, bis zu 24 Tagen; oder 0 für nie.</translation>
    </message>
    <message>
        <source>Write a number of bytes such as 500, 64 K or 8 M, up to %1 G.</source>
        <translation>Schreiben Sie eine Anzahl Bytes wie 500, 64 K oder 8 M, bis zu %1 G.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Open &amp;connections</source>
        <translation>Offene &amp;Verbindungen</translation>
    </message>
    <message>
        <source>At a time. For one more, the longest idle one makes room; where none is idle, it is answered 503. 0: what the system allows. Those that are open stay</source>
        <translation>Gleichzeitig. Für eine weitere macht die am längsten untätige Platz; wo keine untätig ist, wird mit 503 geantwortet. 0: was das System erlaubt. Offene bleiben</translation>
    </message>
    <message>
        <source>Write a number up to %L1; or 0 for what the system allows.</source>
        <translation>Schreiben Sie eine Zahl bis %L1; oder 0 für das, was das System erlaubt.</translation>
    </message>
    <message>
        <source>%1: “%2” cannot be. %3</source>
        <translation>%1: „%2“ geht nicht. %3</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Defaults</source>
        <translation>Voreinstellung</translation>
    </message>
</context>
<context>
    <name>Drainboard::LogPane</name>
    <message>
        <source>&amp;Event log</source>
        <translation>&amp;Ereignisprotokoll</translation>
    </message>
    <message>
        <source>Event log</source>
        <translation>Ereignisprotokoll</translation>
    </message>
    <message>
        <source>Show or hide the event log</source>
        <translation>Das Ereignisprotokoll zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Last line of the event log</source>
        <translation>Letzte Zeile des Ereignisprotokolls</translation>
    </message>
</context>
<context>
    <name>Drainboard::MainWindow</name>
    <message>
        <source>Connections and requests over time</source>
        <translation>Verbindungen und Anfragen im Verlauf der Zeit</translation>
    </message>
    <message>
        <source>Event log</source>
        <translation>Ereignisprotokoll</translation>
    </message>
    <message>
        <source>%1 – Drainboard</source>
        <translation>%1 – Drainboard</translation>
    </message>
    <message>
        <source>Drainboard</source>
        <translation>Drainboard</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>Lauscht nicht</translation>
    </message>
    <message>
        <source>No connections left</source>
        <translation>Keine Verbindungen mehr</translation>
    </message>
    <message>
        <source>No connections now</source>
        <translation>Jetzt keine Verbindungen</translation>
    </message>
    <message>
        <source>No connections yet</source>
        <translation>Noch keine Verbindungen</translation>
    </message>
    <message>
        <source>Try: curl -v %1</source>
        <translation>Versuchen Sie: curl -v %1</translation>
    </message>
    <message>
        <source>Phase: %1</source>
        <translation>Phase: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln request(s) lost</source>
        <translation>
            <numerusform>%Ln Anfrage verloren</numerusform>
            <numerusform>%Ln Anfragen verloren</numerusform>
        </translation>
    </message>
    <message>
        <source>→ %1, %2 ms away</source>
        <translation>→ %1, %2 ms entfernt</translation>
    </message>
    <message>
        <source>→ %1</source>
        <translation>→ %1</translation>
    </message>
</context>
<context>
    <name>Drainboard::Overview</name>
    <message>
        <source>most shown: %1</source>
        <translation>höchstens: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln open</source>
        <translation>
            <numerusform>%Ln offen</numerusform>
            <numerusform>%Ln offen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln active</source>
        <translation>
            <numerusform>%Ln aktiv</numerusform>
            <numerusform>%Ln aktiv</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 requests/s</source>
        <translation>%1 Anfragen/s</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>Drainboard::PhaseStep</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>answer, then close</source>
        <translation>antworten, dann schließen</translation>
    </message>
    <message>
        <source>disconnect all at once</source>
        <translation>alle sofort trennen</translation>
    </message>
    <message>
        <source>wait for the clients</source>
        <translation>auf die Clients warten</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>open now</source>
        <translation>jetzt offen</translation>
    </message>
    <message>
        <source>open at drain</source>
        <translation>offen beim Auslaufen</translation>
    </message>
    <message>
        <source>open at the start</source>
        <translation>offen zu Beginn</translation>
    </message>
    <message numerus="yes">
        <source>%1, +%Ln accepted</source>
        <translation>
            <numerusform>%1, +%Ln angenommen</numerusform>
            <numerusform>%1, +%Ln angenommen</numerusform>
        </translation>
    </message>
    <message>
        <source>Leaving</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>serve on for %1</source>
        <translation>%1 weiter bedienen</translation>
    </message>
    <message>
        <source>until drain</source>
        <translation>bis Auslaufen</translation>
    </message>
    <message>
        <source>served on</source>
        <translation>weiter bedient</translation>
    </message>
    <message>
        <source>Draining</source>
        <translation>Auslaufen</translation>
    </message>
    <message numerus="yes">
        <source>closed, %Ln to go</source>
        <translation>
            <numerusform>geschlossen, noch %Ln</numerusform>
            <numerusform>geschlossen, noch %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>closed, %Ln lost</source>
        <translation>
            <numerusform>geschlossen, %Ln verloren</numerusform>
            <numerusform>geschlossen, %Ln verloren</numerusform>
        </translation>
    </message>
    <message>
        <source>closed in good order</source>
        <translation>geordnet geschlossen</translation>
    </message>
    <message>
        <source>closed without abort</source>
        <translation>ohne Abbruch geschlossen</translation>
    </message>
    <message>
        <source>Aborting</source>
        <translation>Abbruch</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>on request only</source>
        <translation>nur auf Wunsch</translation>
    </message>
    <message>
        <source>until abort</source>
        <translation>bis Abbruch</translation>
    </message>
    <message>
        <source>reset, no request lost by it</source>
        <translation>zurückgesetzt, keine Anfrage dadurch verloren</translation>
    </message>
    <message>
        <source>reset, 1 request lost</source>
        <translation>zurückgesetzt, 1 Anfrage verloren</translation>
    </message>
    <message numerus="yes">
        <source>reset, %Ln requests lost</source>
        <translation>
            <numerusform>zurückgesetzt, %Ln Anfrage verloren</numerusform>
            <numerusform>zurückgesetzt, %Ln Anfragen verloren</numerusform>
        </translation>
    </message>
    <message>
        <source>never came</source>
        <translation>kam nie</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>forced after %1</source>
        <translation>erzwungen nach %1</translation>
    </message>
    <message>
        <source>Forced</source>
        <translation>Erzwungen</translation>
    </message>
    <message>
        <source>left open · exit code %1</source>
        <translation>offen gelassen · Exitcode %1</translation>
    </message>
    <message>
        <source>lost · %1 left open · exit code %2</source>
        <translation>verloren · %1 offen gelassen · Exitcode %2</translation>
    </message>
    <message>
        <source>lost · exit code %1</source>
        <translation>verloren · Exitcode %1</translation>
    </message>
    <message>
        <source>until forced</source>
        <translation>bis erzwungen</translation>
    </message>
    <message>
        <source>abort after %1</source>
        <translation>Abbruch nach %1</translation>
    </message>
    <message>
        <source>no abort by itself</source>
        <translation>kein Abbruch von selbst</translation>
    </message>
    <message>
        <source>leave for %1  ·  </source>
        <translation>Abmelden für %1  ·  </translation>
    </message>
    <message>
        <source>policy %1  ·  %2%3  ·  force after %4</source>
        <translation>Verfahren %1  ·  %2%3  ·  erzwungen nach %4</translation>
    </message>
    <message>
        <source>the server is told to stop  ·  killed after %1</source>
        <translation>der Server soll enden  ·  nach %1 getötet</translation>
    </message>
    <message>
        <source>killed after %1</source>
        <translation>nach %1 getötet</translation>
    </message>
    <message>
        <source>until it is killed</source>
        <translation>bis er getötet wird</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Lauscht</translation>
    </message>
    <message>
        <source>until the server stops that</source>
        <translation>bis der Server damit aufhört</translation>
    </message>
    <message>
        <source>after it was told to stop</source>
        <translation>nachdem er enden sollte</translation>
    </message>
    <message numerus="yes">
        <source>then %Ln refused</source>
        <translation>
            <numerusform>danach %Ln abgewiesen</numerusform>
            <numerusform>danach %Ln abgewiesen</numerusform>
        </translation>
    </message>
    <message>
        <source>until the server ended</source>
        <translation>bis der Server endete</translation>
    </message>
    <message>
        <source>the server still listens</source>
        <translation>der Server lauscht noch</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Schließt</translation>
    </message>
    <message>
        <source>as the server does it</source>
        <translation>wie der Server es tut</translation>
    </message>
    <message>
        <source>Killing</source>
        <translation>Tötet</translation>
    </message>
    <message>
        <source>the server is being killed</source>
        <translation>der Server wird getötet</translation>
    </message>
    <message>
        <source>the server was killed</source>
        <translation>der Server wurde getötet</translation>
    </message>
    <message numerus="yes">
        <source>by the server, %Ln to go</source>
        <translation>
            <numerusform>durch den Server, noch %Ln</numerusform>
            <numerusform>durch den Server, noch %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>by the server, %Ln lost</source>
        <translation>
            <numerusform>durch den Server, %Ln verloren</numerusform>
            <numerusform>durch den Server, %Ln verloren</numerusform>
        </translation>
    </message>
    <message>
        <source>by the server</source>
        <translation>durch den Server</translation>
    </message>
</context>
<context>
    <name>Drainboard::Program</name>
    <message>
        <source>Could not start: there are too few descriptors, or threads</source>
        <translation>Start nicht möglich: Es gibt zu wenige Deskriptoren oder Threads</translation>
    </message>
    <message>
        <source>Could not listen on %1, port %2: %3</source>
        <translation>Lauschen auf %1, Port %2, nicht möglich: %3</translation>
    </message>
    <message>
        <source>Could not start the server: %1</source>
        <translation>Der Server konnte nicht gestartet werden: %1</translation>
    </message>
</context>
<context>
    <name>Drainboard::ReportPage</name>
    <message>
        <source>Copy re&amp;port</source>
        <translation>Bericht ko&amp;pieren</translation>
    </message>
    <message>
        <source>Copy the whole report as text</source>
        <translation>Den ganzen Bericht als Text kopieren</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>Spei&amp;chern…</translation>
    </message>
    <message>
        <source>Save the report: .json as the option --report, or .txt</source>
        <translation>Den Bericht speichern: .json wie mit der Option --report, oder .txt</translation>
    </message>
    <message>
        <source>Report of the shutdown</source>
        <translation>Bericht vom Herunterfahren</translation>
    </message>
    <message>
        <source>How the shutdown ended</source>
        <translation>Wie das Herunterfahren endete</translation>
    </message>
    <message>
        <source>Summary of the shutdown</source>
        <translation>Zusammenfassung des Herunterfahrens</translation>
    </message>
    <message>
        <source>What became of the connections</source>
        <translation>Was aus den Verbindungen wurde</translation>
    </message>
    <message>
        <source>Why the report could not be saved</source>
        <translation>Warum der Bericht nicht gespeichert werden konnte</translation>
    </message>
    <message>
        <source>Requests that were lost</source>
        <translation>Anfragen, die verloren gingen</translation>
    </message>
    <message>
        <source>Close the report</source>
        <translation>Bericht schließen</translation>
    </message>
    <message>
        <source>Close the report; its button opens it again</source>
        <translation>Den Bericht schließen; sein Knopf öffnet ihn wieder</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Report as JSON (*.json);;Report as text (*.txt)</source>
        <translation>Bericht als JSON (*.json);;Bericht als Text (*.txt)</translation>
    </message>
    <message>
        <source>Could not save %1: %2</source>
        <translation>%1 konnte nicht gespeichert werden: %2</translation>
    </message>
</context>
<context>
    <name>Drainboard::ReportText</name>
    <message>
        <source>no request lost</source>
        <translation>keine Anfrage verloren</translation>
    </message>
    <message>
        <source>1 request lost</source>
        <translation>1 Anfrage verloren</translation>
    </message>
    <message numerus="yes">
        <source>%Ln requests lost</source>
        <translation>
            <numerusform>%Ln Anfrage verloren</numerusform>
            <numerusform>%Ln Anfragen verloren</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 so far</source>
        <translation>%1: bisher %2</translation>
    </message>
    <message>
        <source>%1: %2, %3 left open. Exit code %4.</source>
        <translation>%1: %2, %3 offen gelassen. Exitcode %4.</translation>
    </message>
    <message>
        <source>%1: %2. Exit code %3.</source>
        <translation>%1: %2. Exitcode %3.</translation>
    </message>
    <message>
        <source>%1 open at the start</source>
        <translation>%1 offen zu Beginn</translation>
    </message>
    <message>
        <source>%1 accepted meanwhile</source>
        <translation>%1 inzwischen angenommen</translation>
    </message>
    <message>
        <source>%1 disconnected</source>
        <translation>%1 getrennt</translation>
    </message>
    <message>
        <source>%1 closed by the client</source>
        <translation>%1 vom Client geschlossen</translation>
    </message>
    <message>
        <source>%1 timed out</source>
        <translation>%1 mit abgelaufener Zeit</translation>
    </message>
    <message>
        <source>%1 rejected</source>
        <translation>%1 abgelehnt</translation>
    </message>
    <message>
        <source>%1 aborted</source>
        <translation>%1 abgebrochen</translation>
    </message>
    <message>
        <source>%1 left open</source>
        <translation>%1 offen gelassen</translation>
    </message>
    <message>
        <source>%1 still open</source>
        <translation>%1 noch offen</translation>
    </message>
    <message>
        <source>%1 (the client)</source>
        <translation>%1 (der Client)</translation>
    </message>
    <message>
        <source>%1 (our FIN)</source>
        <translation>%1 (unser FIN)</translation>
    </message>
    <message>
        <source>%1 (our RST)</source>
        <translation>%1 (unser RST)</translation>
    </message>
    <message>
        <source>left open</source>
        <translation>offen gelassen</translation>
    </message>
    <message>
        <source>(a part of one)</source>
        <translation>(ein Teil von einer)</translation>
    </message>
    <message>
        <source>(no request lost)</source>
        <translation>(keine Anfrage verloren)</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Peer</source>
        <translation>Gegenstelle</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Lost by</source>
        <translation>Verloren durch</translation>
    </message>
    <message>
        <source>%1 (the server)</source>
        <translation>%1 (der Server)</translation>
    </message>
    <message>
        <source>%1 closed by the server</source>
        <translation>%1 vom Server geschlossen</translation>
    </message>
    <message>
        <source>%1 refused by the server</source>
        <translation>%1 vom Server abgelehnt</translation>
    </message>
    <message>
        <source>stopped listening after %1</source>
        <translation>lauscht nicht mehr nach %1</translation>
    </message>
    <message>
        <source>had to be killed</source>
        <translation>musste getötet werden</translation>
    </message>
    <message>
        <source>ended by %1</source>
        <translation>beendet durch %1</translation>
    </message>
    <message>
        <source>exit code %1</source>
        <translation>Exitcode %1</translation>
    </message>
    <message>
        <source>ended after %1</source>
        <translation>beendet nach %1</translation>
    </message>
</context>
<context>
    <name>Drainboard::RequestTable</name>
    <message>
        <source>Requests of the selected connection</source>
        <translation>Anfragen der ausgewählten Verbindung</translation>
    </message>
</context>
<context>
    <name>Drainboard::RequestTableModel</name>
    <message>
        <source>%1 (after %2)</source>
        <translation>%1 (nach %2)</translation>
    </message>
    <message>
        <source>&gt; %1</source>
        <translation>&gt; %1</translation>
    </message>
    <message>
        <source>arriving for %1</source>
        <translation>kommt an seit %1</translation>
    </message>
    <message>
        <source>in progress for %1</source>
        <translation>in Arbeit seit %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Gap, ms</source>
        <translation>Pause, ms</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Arrival, ms</source>
        <translation>Ankunft, ms</translation>
    </message>
    <message>
        <source>Queue, ms</source>
        <translation>Wartezeit, ms</translation>
    </message>
    <message>
        <source>First, ms</source>
        <translation>Erstes, ms</translation>
    </message>
    <message>
        <source>Last, ms</source>
        <translation>Letztes, ms</translation>
    </message>
    <message>
        <source>Bytes in</source>
        <translation>Bytes ein</translation>
    </message>
    <message>
        <source>Bytes out</source>
        <translation>Bytes aus</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Which request it was on its connection</source>
        <translation>Die wievielte Anfrage auf ihrer Verbindung es war</translation>
    </message>
    <message>
        <source>When its first byte came</source>
        <translation>Wann ihr erstes Byte kam</translation>
    </message>
    <message>
        <source>From the end of the response before until this request began</source>
        <translation>Vom Ende der vorigen Antwort bis zum Beginn dieser Anfrage</translation>
    </message>
    <message>
        <source>From the first byte of the request until it had come whole: this is the client&apos;s time</source>
        <translation>Vom ersten Byte der Anfrage, bis sie ganz da war: die Zeit des Clients</translation>
    </message>
    <message>
        <source>From then until it was handed on: behind other requests on its worker or its connection</source>
        <translation>Von da an, bis sie weitergereicht wurde: hinter anderen Anfragen ihres Workers oder ihrer Verbindung</translation>
    </message>
    <message>
        <source>From then until the first byte of the response: this is the handler&apos;s time</source>
        <translation>Von da an bis zum ersten Byte der Antwort: die Zeit des Handlers</translation>
    </message>
    <message>
        <source>From handing it on until the last byte of the response was in the kernel</source>
        <translation>Vom Weiterreichen, bis das letzte Byte der Antwort im Kernel war</translation>
    </message>
</context>
<context>
    <name>Drainboard::RequestText</name>
    <message>
        <source>the client left</source>
        <translation>der Client ging</translation>
    </message>
    <message>
        <source>we closed the connection</source>
        <translation>wir schlossen die Verbindung</translation>
    </message>
    <message>
        <source>we reset the connection</source>
        <translation>wir setzten die Verbindung zurück</translation>
    </message>
    <message>
        <source>it came after our FIN</source>
        <translation>sie kam nach unserem FIN</translation>
    </message>
    <message>
        <source>it came after our FIN, in part</source>
        <translation>sie kam nach unserem FIN, zum Teil</translation>
    </message>
    <message>
        <source>the server ended</source>
        <translation>der Server endete</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>answered; %1</source>
        <translation>beantwortet; %1</translation>
    </message>
    <message>
        <source>refused: not valid, too much, or too slow</source>
        <translation>abgelehnt: ungültig, zu viel oder zu langsam</translation>
    </message>
    <message>
        <source>LOST: %1</source>
        <translation>VERLOREN: %1</translation>
    </message>
    <message>
        <source>LOST</source>
        <translation>VERLOREN</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1; %2</translation>
    </message>
    <message>
        <source>the client was slow to send it</source>
        <translation>der Client sendete sie langsam</translation>
    </message>
    <message>
        <source>it waited in queue</source>
        <translation>sie wartete in der Schlange</translation>
    </message>
    <message>
        <source>the handler took long</source>
        <translation>der Handler brauchte lange</translation>
    </message>
    <message>
        <source>the response took long to send</source>
        <translation>die Antwort zu senden dauerte lange</translation>
    </message>
    <message>
        <source>the server closed without an answer</source>
        <translation>der Server schloss ohne Antwort</translation>
    </message>
    <message>
        <source>the server reset the connection</source>
        <translation>der Server setzte die Verbindung zurück</translation>
    </message>
    <message>
        <source>the server cut its response</source>
        <translation>der Server kappte seine Antwort</translation>
    </message>
</context>
<context>
    <name>Drainboard::SecondsBox</name>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
</context>
<context>
    <name>Drainboard::ShutdownChoices</name>
    <message>
        <source>What the next shutdown does</source>
        <translation>Was das nächste Herunterfahren tut</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>&amp;Policy</source>
        <translation>&amp;Verfahren</translation>
    </message>
    <message>
        <source>What a shutdown does with open connections</source>
        <translation>Was ein Herunterfahren mit offenen Verbindungen tut</translation>
    </message>
    <message>
        <source>&amp;Idle grace</source>
        <translation>&amp;Leerlauf-Frist</translation>
    </message>
    <message>
        <source>How long idle connections are kept, so that requests on their way are served. auto: each as long as a request is to be expected on it, 1 s at most</source>
        <translation>Wie lange Verbindungen im Leerlauf gehalten werden, damit Anfragen auf dem Weg noch bedient werden. automatisch: jede, solange auf ihr eine Anfrage zu erwarten ist, höchstens 1 s</translation>
    </message>
    <message>
        <source>A&amp;bort after</source>
        <translation>A&amp;bbruch nach</translation>
    </message>
    <message>
        <source>After this time the connections that are left are reset</source>
        <translation>Nach dieser Zeit werden die übrigen Verbindungen zurückgesetzt</translation>
    </message>
    <message>
        <source>&amp;Force after</source>
        <translation>&amp;Erzwungen nach</translation>
    </message>
    <message>
        <source>After this time the shutdown ends, with exit code 1, whatever is left</source>
        <translation>Nach dieser Zeit endet das Herunterfahren, mit Exitcode 1, was auch übrig ist</translation>
    </message>
    <message>
        <source>Requests in progress are answered, idle connections are closed</source>
        <translation>Laufende Anfragen werden beantwortet, Verbindungen im Leerlauf geschlossen</translation>
    </message>
    <message>
        <source>Every connection is ended at once, those with a request in progress too</source>
        <translation>Jede Verbindung wird sofort beendet, auch die mit einer laufenden Anfrage</translation>
    </message>
    <message>
        <source>Only accepting ends; the clients must close their connections</source>
        <translation>Nur das Annehmen endet; die Clients müssen ihre Verbindungen schließen</translation>
    </message>
</context>
<context>
    <name>Drainboard::ShutdownControls</name>
    <message>
        <source>What the next shutdown does</source>
        <translation>Was das nächste Herunterfahren tut</translation>
    </message>
    <message>
        <source>&amp;Time-outs and limits…</source>
        <translation>&amp;Zeitlimits und Grenzen…</translation>
    </message>
    <message>
        <source>Time-outs and limits</source>
        <translation>Zeitlimits und Grenzen</translation>
    </message>
    <message>
        <source>What clients may ask for (Ctrl+L)</source>
        <translation>Was Clients verlangen dürfen (Strg+L)</translation>
    </message>
    <message>
        <source>Choose what the next shutdown does</source>
        <translation>Wählen, was das nächste Herunterfahren tut</translation>
    </message>
    <message>
        <source>%1 ▾</source>
        <extracomment>&quot;drain&quot;, the policy</extracomment>
        <translation>%1 ▾</translation>
    </message>
    <message>
        <source>Policy and times of the next shutdown</source>
        <translation>Verfahren und Zeiten des nächsten Herunterfahrens</translation>
    </message>
    <message>
        <source>&amp;Drain now</source>
        <translation>&amp;Jetzt auslaufen</translation>
    </message>
    <message>
        <source>&amp;Shutdown</source>
        <translation>&amp;Herunterfahren</translation>
    </message>
    <message>
        <source>Drain now</source>
        <translation>Jetzt auslaufen</translation>
    </message>
    <message>
        <source>Shutdown</source>
        <translation>Herunterfahren</translation>
    </message>
    <message>
        <source>Stop accepting without waiting any longer</source>
        <translation>Nichts mehr annehmen, ohne länger zu warten</translation>
    </message>
    <message>
        <source>Stop accepting, and let the connections end</source>
        <translation>Nichts mehr annehmen, und die Verbindungen enden lassen</translation>
    </message>
    <message>
        <source>&amp;What each policy costs…</source>
        <translation>&amp;Was jedes Verfahren kostet …</translation>
    </message>
    <message>
        <source>What each policy costs: a demo</source>
        <translation>Was jedes Verfahren kostet: eine Vorführung</translation>
    </message>
    <message>
        <source>The same clients before three servers that stop in different ways (Ctrl+D)</source>
        <translation>Dieselben Clients vor drei Servern, die auf verschiedene Weise enden (Strg+D)</translation>
    </message>
</context>
<context>
    <name>Drainboard::ShutdownPanel</name>
    <message>
        <source>&amp;Abort now</source>
        <translation>Jetzt &amp;abbrechen</translation>
    </message>
    <message>
        <source>Start a&amp;gain</source>
        <translation>Erneut &amp;starten</translation>
    </message>
    <message>
        <source>&amp;Report</source>
        <translation>Be&amp;richt</translation>
    </message>
    <message>
        <source>Graceful shutdown</source>
        <translation>Geordnetes Herunterfahren</translation>
    </message>
    <message>
        <source>Reset what is left without waiting any longer</source>
        <translation>Zurücksetzen, was übrig ist, ohne länger zu warten</translation>
    </message>
    <message>
        <source>Listen anew, with what is chosen beside Shutdown</source>
        <translation>Neu lauschen, mit dem, was neben „Herunterfahren“ gewählt ist</translation>
    </message>
    <message>
        <source>How the shutdown goes or ended, and what was lost</source>
        <translation>Wie das Herunterfahren verläuft oder endete, und was verloren ging</translation>
    </message>
    <message>
        <source>What a shutdown does</source>
        <translation>Was ein Herunterfahren tut</translation>
    </message>
    <message>
        <source>Phases of the shutdown</source>
        <translation>Phasen des Herunterfahrens</translation>
    </message>
    <message>
        <source>completed</source>
        <extracomment>how many requests</extracomment>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>requests completed during the drain</source>
        <translation>beim Auslaufen abgeschlossene Anfragen</translation>
    </message>
    <message>
        <source>lost</source>
        <extracomment>how many requests</extracomment>
        <translation>verloren</translation>
    </message>
    <message>
        <source>requests lost</source>
        <translation>verlorene Anfragen</translation>
    </message>
    <message>
        <source>Why it could not start again</source>
        <translation>Warum es nicht erneut starten konnte</translation>
    </message>
    <message>
        <source>Kill the server without waiting any longer</source>
        <translation>Den Server töten, ohne länger zu warten</translation>
    </message>
</context>
<context>
    <name>Drainboard::ShutdownReport</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1, %2 of it leaving</source>
        <translation>%1, davon %2 Abmelden</translation>
    </message>
    <message>
        <source>; %1 WebSockets ended, %2 of them in good order</source>
        <translation>; %1 WebSockets beendet, davon %2 geordnet</translation>
    </message>
    <message>
        <source>%1 after %2 (%3, %4): %5 open at start, %6 accepted meanwhile; %7 disconnected, %8 closed by the client, %9 aborted%10, %11 left open; %12 requests completed, %13 lost</source>
        <translation>%1 nach %2 (%3, %4): %5 offen zu Beginn, %6 inzwischen angenommen; %7 getrennt, %8 vom Client geschlossen, %9 abgebrochen%10, %11 offen gelassen; %12 Anfragen abgeschlossen, %13 verloren</translation>
    </message>
    <message>
        <source>, %1 timed out</source>
        <translation>, %1 mit abgelaufener Zeit</translation>
    </message>
    <message>
        <source>, %1 rejected</source>
        <translation>, %1 abgelehnt</translation>
    </message>
    <message>
        <source>, %1 closed by the server</source>
        <translation>, %1 vom Server geschlossen</translation>
    </message>
    <message>
        <source>, %1 refused by the server</source>
        <translation>, %1 vom Server abgelehnt</translation>
    </message>
</context>
<context>
    <name>Drainboard::Sparkline</name>
    <message>
        <source>Requests per second in the last minute</source>
        <translation>Anfragen pro Sekunde in der letzten Minute</translation>
    </message>
    <message>
        <source>Requests per second in the last minute: %1 at most</source>
        <translation>Anfragen pro Sekunde in der letzten Minute: höchstens %1</translation>
    </message>
    <message>
        <source>%1 at most</source>
        <translation>höchstens %1</translation>
    </message>
</context>
<context>
    <name>Drainboard::StatusLines</name>
    <message>
        <source>Running… %1</source>
        <translation>Läuft… %1</translation>
    </message>
    <message>
        <source>No descriptor left: new connections wait</source>
        <translation>Kein Deskriptor mehr frei: Neue Verbindungen warten</translation>
    </message>
    <message>
        <source>1 connection currently open</source>
        <translation>1 Verbindung ist offen</translation>
    </message>
    <message>
        <source>%1 connections currently open</source>
        <translation>%1 Verbindungen sind offen</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Leaving: serving on for %1, then shutting down</source>
        <translation>Abmelden: noch %1 bedienen, dann herunterfahren</translation>
    </message>
    <message>
        <source>Received kill signal, shutting down gracefully</source>
        <translation>Signal zum Beenden erhalten, geordnetes Herunterfahren</translation>
    </message>
    <message>
        <source>Shutdown requested, shutting down gracefully</source>
        <translation>Herunterfahren gewünscht, geordnetes Herunterfahren</translation>
    </message>
    <message>
        <source>Could not close connections in time, forcefully shutting down</source>
        <translation>Verbindungen nicht rechtzeitig geschlossen, Herunterfahren erzwungen</translation>
    </message>
    <message>
        <source>Closed out remaining connections</source>
        <translation>Übrige Verbindungen geschlossen</translation>
    </message>
    <message>
        <source>Passing connections on to %1, %2 ms away</source>
        <translation>Verbindungen gehen weiter an %1, %2 ms entfernt</translation>
    </message>
    <message>
        <source>Passing connections on to %1</source>
        <translation>Verbindungen gehen weiter an %1</translation>
    </message>
</context>
<context>
    <name>Drainboard::TcpPane</name>
    <message>
        <source>The kernel&apos;s view of the selected connection</source>
        <translation>Die Sicht des Kernels auf die ausgewählte Verbindung</translation>
    </message>
    <message>
        <source>The kernel&apos;s view (TCP)</source>
        <translation>Kernel-Sicht (TCP)</translation>
    </message>
    <message>
        <source>The kernel&apos;s view (TCP): %1</source>
        <translation>Kernel-Sicht (TCP): %1</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>Retransmissions</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Unacknowledged</source>
        <translation>Unbestätigt</translation>
    </message>
    <message>
        <source>Congestion window</source>
        <translation>Überlastfenster</translation>
    </message>
    <message>
        <source>Delivery rate</source>
        <translation>Zustellrate</translation>
    </message>
    <message>
        <source>Not read by us</source>
        <translation>Von uns ungelesen</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Noch nicht gesendet</translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln Byte</numerusform>
            <numerusform>%Ln Bytes</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 ms ± %2 ms</source>
        <translation>%1 ms ± %2 ms</translation>
    </message>
    <message>
        <source>%1, of them %2 in flight</source>
        <translation>%1, davon %2 unterwegs</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln segment(s)</source>
        <translation>
            <numerusform>%Ln Segment</numerusform>
            <numerusform>%Ln Segmenten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 per second</source>
        <translation>%1 pro Sekunde</translation>
    </message>
    <message>
        <source>To the client</source>
        <translation>Zum Client</translation>
    </message>
    <message>
        <source>To the server</source>
        <translation>Zum Server</translation>
    </message>
</context>
<context>
    <name>Drainboard::TrackedSocket</name>
    <message>
        <source>Network operation timed out</source>
        <translation>Zeit für die Netzwerkoperation abgelaufen</translation>
    </message>
    <message>
        <source>The remote host closed the connection</source>
        <translation>Die Gegenstelle hat die Verbindung geschlossen</translation>
    </message>
</context>
<context>
    <name>Drainboard::VerdictText</name>
    <message>
        <source>%1 came after our FIN, and is lost. The client sent it before the FIN had got to it; a round trip takes %2.</source>
        <translation>%1 kam nach unserem FIN und ist verloren. Der Client sendete sie, bevor das FIN bei ihm war; ein Umlauf dauert %2.</translation>
    </message>
    <message>
        <source>%1 came after our FIN, and is lost. The client sent it before the FIN had got to it.</source>
        <translation>%1 kam nach unserem FIN und ist verloren. Der Client sendete sie, bevor das FIN bei ihm war.</translation>
    </message>
    <message>
        <source>The client reset the connection %1 into %2.</source>
        <translation>Der Client setzte die Verbindung nach %1 von %2 zurück.</translation>
    </message>
    <message>
        <source>The client reset the connection before it had the answer to %1.</source>
        <translation>Der Client setzte die Verbindung zurück, bevor er die Antwort auf %1 hatte.</translation>
    </message>
    <message>
        <source>The client closed the connection %1 into %2.</source>
        <translation>Der Client schloss die Verbindung nach %1 von %2.</translation>
    </message>
    <message>
        <source>The client closed the connection before it had the answer to %1.</source>
        <translation>Der Client schloss die Verbindung, bevor er die Antwort auf %1 hatte.</translation>
    </message>
    <message>
        <source>It had not acknowledged %1.</source>
        <translation>Er hatte %1 nicht bestätigt.</translation>
    </message>
    <message>
        <source>The client has read nothing of the answer to %1 for %2; %3 wait to be sent.</source>
        <translation>Der Client hat von der Antwort auf %1 seit %2 nichts gelesen; %3 warten darauf, gesendet zu werden.</translation>
    </message>
    <message>
        <source>The client read nothing of the answer to %1 for %2, so we reset the connection; it had not acknowledged %3.</source>
        <translation>Der Client las %2 lang nichts von der Antwort auf %1, darum setzten wir die Verbindung zurück; er hatte %3 nicht bestätigt.</translation>
    </message>
    <message>
        <source>We reset the connection with %1 unread: a request may be among them.</source>
        <translation>Wir setzten die Verbindung zurück, mit %1 ungelesen: Eine Anfrage kann darunter sein.</translation>
    </message>
    <message>
        <source>We reset the connection while %1 was waiting for its answer.</source>
        <translation>Wir setzten die Verbindung zurück, während %1 auf Antwort wartete.</translation>
    </message>
    <message>
        <source>We closed the connection while %1 was waiting for its answer.</source>
        <translation>Wir schlossen die Verbindung, während %1 auf Antwort wartete.</translation>
    </message>
    <message>
        <source>The server ended while %1 was waiting for its answer.</source>
        <translation>Der Server endete, während %1 auf Antwort wartete.</translation>
    </message>
    <message>
        <source>We refused it.</source>
        <translation>Wir lehnten sie ab.</translation>
    </message>
    <message>
        <source>We refused it: %1.</source>
        <translation>Wir lehnten sie ab: %1.</translation>
    </message>
    <message>
        <source>The client answers the kernel no more: neither FIN nor RST came. Its machine, or the way to it, may be gone.</source>
        <translation>Der Client antwortet dem Kernel nicht mehr: Weder FIN noch RST kam. Sein Rechner, oder der Weg zu ihm, ist vielleicht weg.</translation>
    </message>
    <message>
        <source>The client has closed its direction %1 ago, and waits for the answer to %2. To close now would lose it.</source>
        <translation>Der Client hat seine Richtung vor %1 geschlossen und wartet auf die Antwort auf %2. Jetzt zu schließen würde sie verlieren.</translation>
    </message>
    <message>
        <source>It waits for its worker, which has been busy for %1.</source>
        <translation>Sie wartet auf ihren Worker, der seit %1 beschäftigt ist.</translation>
    </message>
    <message>
        <source>It has waited for %1 for its worker, which is busy with %2.</source>
        <translation>Sie wartet seit %1 auf ihren Worker, der mit %2 beschäftigt ist.</translation>
    </message>
    <message>
        <source>It waited %1 for its worker, which never got to it.</source>
        <translation>Sie wartete %1 auf ihren Worker, der nie zu ihr kam.</translation>
    </message>
    <message>
        <source>%1 waited %2 for its worker, which was busy.</source>
        <translation>%1 wartete %2 auf ihren Worker, der beschäftigt war.</translation>
    </message>
    <message>
        <source>%1 waited %2 for its worker, behind %3.</source>
        <translation>%1 wartete %2 auf ihren Worker, hinter %3.</translation>
    </message>
    <message>
        <source>It waited %1 for its worker after it was accepted.</source>
        <translation>Sie wartete nach dem Annehmen %1 auf ihren Worker.</translation>
    </message>
    <message>
        <source>We closed it at our keep-alive time-out, after %1 idle. A request that the client sends within the round trip of %2 before it sees that fails. Let the client&apos;s time-out be the shorter one.</source>
        <translation>Wir schlossen sie bei unserem Keep-Alive-Zeitlimit, nach %1 im Leerlauf. Eine Anfrage, die der Client im Umlauf von %2 sendet, bevor er das sieht, schlägt fehl. Das Zeitlimit des Clients sollte das kürzere sein.</translation>
    </message>
    <message>
        <source>We closed it at our keep-alive time-out, after %1 idle. A request that the client sends before it sees that fails. Let the client&apos;s time-out be the shorter one.</source>
        <translation>Wir schlossen sie bei unserem Keep-Alive-Zeitlimit, nach %1 im Leerlauf. Eine Anfrage, die der Client sendet, bevor er das sieht, schlägt fehl. Das Zeitlimit des Clients sollte das kürzere sein.</translation>
    </message>
    <message>
        <source>One request, and no reuse, since %1.</source>
        <translation>Eine Anfrage, und keine Wiederverwendung, denn %1.</translation>
    </message>
    <message>
        <source>we say Keep-Alive: timeout=1. A pool that takes a second off, as Node&apos;s agent does, keeps it not at all</source>
        <translation>wir sagen Keep-Alive: timeout=1. Ein Pool, der wie der Agent von Node eine Sekunde abzieht, behält sie gar nicht</translation>
    </message>
    <message>
        <source>the client closed it at once, though we kept it</source>
        <translation>der Client schloss sie sofort, obwohl wir sie behielten</translation>
    </message>
    <message>
        <source>The client reset it after %1 idle. Nothing was lost.</source>
        <translation>Der Client setzte sie nach %1 im Leerlauf zurück. Nichts ging verloren.</translation>
    </message>
    <message numerus="yes">
        <source>The client closed it after %1 idle, as it did with %n more: that is the time-out of its pool.</source>
        <translation>
            <numerusform>Der Client schloss sie nach %1 im Leerlauf, wie auch %n weitere: Das ist das Zeitlimit seines Pools.</numerusform>
            <numerusform>Der Client schloss sie nach %1 im Leerlauf, wie auch %n weitere: Das ist das Zeitlimit seines Pools.</numerusform>
        </translation>
    </message>
    <message>
        <source>The client closed it after %1 idle. Nothing was lost.</source>
        <translation>Der Client schloss sie nach %1 im Leerlauf. Nichts ging verloren.</translation>
    </message>
    <message>
        <source>Nothing was lost.</source>
        <translation>Nichts ging verloren.</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>We reset it after %1 idle.</source>
        <translation>Wir setzten sie nach %1 im Leerlauf zurück.</translation>
    </message>
    <message>
        <source>We closed it after %1 idle.</source>
        <translation>Wir schlossen sie nach %1 im Leerlauf.</translation>
    </message>
    <message numerus="yes">
        <source>%n of its last %1 requests came in two parts, %2 apart: Nagle&apos;s algorithm waits for a delayed ACK. Let the client send them in one piece, or set TCP_NODELAY.</source>
        <translation>
            <numerusform>%n ihrer letzten %1 Anfragen kam in zwei Teilen, %2 auseinander: Nagles Algorithmus wartet auf ein verzögertes ACK. Der Client sollte sie in einem Stück senden oder TCP_NODELAY setzen.</numerusform>
            <numerusform>%n ihrer letzten %1 Anfragen kamen in zwei Teilen, %2 auseinander: Nagles Algorithmus wartet auf ein verzögertes ACK. Der Client sollte sie in einem Stück senden oder TCP_NODELAY setzen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open for %1, and no byte has come. Browsers connect in advance.</source>
        <translation>Seit %1 offen, und kein Byte ist gekommen. Browser verbinden sich im Voraus.</translation>
    </message>
    <message>
        <source>Opened in advance and never used; the client closed it after %1.</source>
        <translation>Im Voraus geöffnet und nie benutzt; der Client schloss sie nach %1.</translation>
    </message>
    <message>
        <source>Opened in advance and never used; we closed it after %1.</source>
        <translation>Im Voraus geöffnet und nie benutzt; wir schlossen sie nach %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n of them after %1: that is the time-out of its pool.</source>
        <translation>
            <numerusform>%n davon nach %1: Das ist das Zeitlimit seines Pools.</numerusform>
            <numerusform>%n davon nach %1: Das ist das Zeitlimit seines Pools.</numerusform>
        </translation>
    </message>
    <message>
        <source>The time was %1.</source>
        <translation>Die Zeit war %1.</translation>
    </message>
    <message>
        <source>The time was %1 to %2.</source>
        <translation>Die Zeit war %1 bis %2.</translation>
    </message>
    <message>
        <source>Mostly since %1.</source>
        <translation>Meist, denn %1.</translation>
    </message>
    <message>
        <source>Mostly behind %1.</source>
        <translation>Meist hinter %1.</translation>
    </message>
    <message>
        <source>Mostly: %1.</source>
        <translation>Meist: %1.</translation>
    </message>
    <message>
        <source>never used</source>
        <translation>nie benutzt</translation>
    </message>
    <message>
        <source>no reuse</source>
        <translation>nicht wiederbenutzt</translation>
    </message>
    <message>
        <source>in two parts</source>
        <translation>in zwei Teilen</translation>
    </message>
    <message>
        <source>closed by us</source>
        <translation>von uns geschlossen</translation>
    </message>
    <message>
        <source>client closed</source>
        <translation>Client schloss</translation>
    </message>
    <message>
        <source>our time-out</source>
        <translation>unser Zeitlimit</translation>
    </message>
    <message>
        <source>waited</source>
        <translation>wartete</translation>
    </message>
    <message>
        <source>half-closed</source>
        <translation>halb geschlossen</translation>
    </message>
    <message>
        <source>not reading</source>
        <translation>liest nicht</translation>
    </message>
    <message>
        <source>vanished</source>
        <translation>verschwunden</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>cut by us</source>
        <translation>von uns gekappt</translation>
    </message>
    <message>
        <source>client left</source>
        <translation>Client ging</translation>
    </message>
    <message>
        <source>Never used: %1 of %2. They were opened in advance, and no byte came.</source>
        <translation>Nie benutzt: %1 von %2. Sie wurden im Voraus geöffnet, und kein Byte kam.</translation>
    </message>
    <message>
        <source>No reuse: %1 of %2 ended after one request.</source>
        <translation>Keine Wiederverwendung: %1 von %2 endeten nach einer Anfrage.</translation>
    </message>
    <message>
        <source>Requests in two parts, 40 ms apart: on %1 of %2. That is Nagle and delayed ACK.</source>
        <translation>Anfragen in zwei Teilen, 40 ms auseinander: auf %1 von %2. Das sind Nagle und verzögertes ACK.</translation>
    </message>
    <message>
        <source>Closed by us while idle: %1 of %2. Nothing was lost.</source>
        <translation>Im Leerlauf von uns geschlossen: %1 von %2. Nichts ging verloren.</translation>
    </message>
    <message>
        <source>Closed by the client while idle: %1 of %2.</source>
        <translation>Im Leerlauf vom Client geschlossen: %1 von %2.</translation>
    </message>
    <message>
        <source>Closed at our keep-alive time-out: %1 of %2. A request that was on its way then fails.</source>
        <translation>Bei unserem Keep-Alive-Zeitlimit geschlossen: %1 von %2. Eine Anfrage, die dann unterwegs war, schlägt fehl.</translation>
    </message>
    <message>
        <source>Waited for a worker: %1 of %2.</source>
        <translation>Warteten auf einen Worker: %1 von %2.</translation>
    </message>
    <message>
        <source>Half-closed, and waiting for an answer: %1 of %2.</source>
        <translation>Halb geschlossen, warten auf Antwort: %1 von %2.</translation>
    </message>
    <message>
        <source>The client does not read: on %1 of %2.</source>
        <translation>Der Client liest nicht: auf %1 von %2.</translation>
    </message>
    <message>
        <source>The client vanished, without FIN or RST: on %1 of %2.</source>
        <translation>Der Client verschwand, ohne FIN oder RST: auf %1 von %2.</translation>
    </message>
    <message>
        <source>Refused: %1 of %2.</source>
        <translation>Abgelehnt: %1 von %2.</translation>
    </message>
    <message>
        <source>Ended by us in the middle of an answer: %1 of %2.</source>
        <translation>Von uns mitten in einer Antwort beendet: %1 von %2.</translation>
    </message>
    <message>
        <source>Left by the client before it had its answer: %1 of %2.</source>
        <translation>Vom Client verlassen, bevor er seine Antwort hatte: %1 von %2.</translation>
    </message>
    <message>
        <source>it was HTTP/1.0, and the client did not ask to keep it</source>
        <translation>es war HTTP/1.0, und der Client bat nicht darum, sie zu behalten</translation>
    </message>
    <message>
        <source>the client said close</source>
        <translation>der Client sagte close</translation>
    </message>
    <message>
        <source>our handler said close</source>
        <translation>unser Handler sagte close</translation>
    </message>
    <message>
        <source>our response had no length, so that its end is that of the connection</source>
        <translation>unsere Antwort hatte keine Länge, sodass ihr Ende das der Verbindung ist</translation>
    </message>
    <message>
        <source>we said close</source>
        <translation>wir sagten close</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>a request</source>
        <translation>eine Anfrage</translation>
    </message>
    <message>
        <source>the client closed it at once, though the server kept it</source>
        <translation>der Client schloss sie sofort, obwohl der Server sie behielt</translation>
    </message>
    <message>
        <source>Opened in advance and never used; the server closed it after %1.</source>
        <translation>Im Voraus geöffnet und nie benutzt; der Server schloss sie nach %1.</translation>
    </message>
    <message>
        <source>The server closed it after %1 idle.</source>
        <translation>Der Server schloss sie nach %1 im Leerlauf.</translation>
    </message>
    <message numerus="yes">
        <source>The server closed it after %1 idle, as it did with %n more: that seems to be its keep-alive time-out.</source>
        <translation>
            <numerusform>Der Server schloss sie nach %1 im Leerlauf, wie auch %n weitere: Das scheint sein Keep-Alive-Zeitlimit zu sein.</numerusform>
            <numerusform>Der Server schloss sie nach %1 im Leerlauf, wie auch %n weitere: Das scheint sein Keep-Alive-Zeitlimit zu sein.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 came after the server&apos;s FIN, and is lost.</source>
        <translation>%1 kam nach dem FIN des Servers und ist verloren.</translation>
    </message>
    <message>
        <source>The server cut its response to %1: the client has a part of it.</source>
        <translation>Der Server kappte seine Antwort auf %1: Der Client hat einen Teil davon.</translation>
    </message>
    <message>
        <source>The server reset the connection, and did not answer %1.</source>
        <translation>Der Server setzte die Verbindung zurück und beantwortete %1 nicht.</translation>
    </message>
    <message>
        <source>The server closed the connection, and did not answer %1.</source>
        <translation>Der Server schloss die Verbindung und beantwortete %1 nicht.</translation>
    </message>
    <message>
        <source>The server did not accept it: %1. So the client was reset.</source>
        <translation>Der Server nahm sie nicht an: %1. Darum wurde der Client zurückgesetzt.</translation>
    </message>
    <message>
        <source>A request that the client sends before it sees that fails.</source>
        <translation>Eine Anfrage, die der Client sendet, bevor er das sieht, schlägt fehl.</translation>
    </message>
    <message>
        <source>HTTP/2: its requests are passed on, and not looked at.</source>
        <translation>HTTP/2: Anfragen gehen weiter und werden nicht angesehen.</translation>
    </message>
    <message>
        <source>TLS: what is inside cannot be seen.</source>
        <translation>TLS: Was darin ist, kann nicht gesehen werden.</translation>
    </message>
    <message>
        <source>A WebSocket: its messages are not looked at.</source>
        <translation>Ein WebSocket: Seine Nachrichten werden nicht angesehen.</translation>
    </message>
    <message>
        <source>A tunnel: what is inside is not looked at.</source>
        <translation>Ein Tunnel: Was darin ist, wird nicht angesehen.</translation>
    </message>
    <message>
        <source>Another protocol since its upgrade: it is not looked at.</source>
        <translation>Seit dem Upgrade ein anderes Protokoll: Es wird nicht angesehen.</translation>
    </message>
    <message>
        <source>It is not HTTP/1, and so not looked at.</source>
        <translation>Es ist nicht HTTP/1 und wird darum nicht angesehen.</translation>
    </message>
    <message>
        <source>not looked at</source>
        <translation>nicht angesehen</translation>
    </message>
    <message>
        <source>server closed</source>
        <translation>Server schloss</translation>
    </message>
    <message>
        <source>server refused</source>
        <translation>Server lehnte ab</translation>
    </message>
    <message>
        <source>cut by server</source>
        <translation>vom Server gekappt</translation>
    </message>
    <message>
        <source>after the FIN</source>
        <translation>nach dem FIN</translation>
    </message>
    <message>
        <source>Not looked at, since it is no HTTP/1: %1 of %2.</source>
        <translation>Nicht angesehen, weil kein HTTP/1: %1 von %2.</translation>
    </message>
    <message>
        <source>Closed by the server while idle: %1 of %2. A request that was on its way then fails.</source>
        <translation>Im Leerlauf vom Server geschlossen: %1 von %2. Eine Anfrage, die dann unterwegs war, schlägt fehl.</translation>
    </message>
    <message>
        <source>Not accepted by the server: %1 of %2.</source>
        <translation>Vom Server nicht angenommen: %1 von %2.</translation>
    </message>
    <message>
        <source>Ended by the server before it had answered: %1 of %2.</source>
        <translation>Vom Server beendet, bevor er geantwortet hatte: %1 von %2.</translation>
    </message>
    <message>
        <source>A request came after the server&apos;s FIN, and is lost: on %1 of %2.</source>
        <translation>Eine Anfrage kam nach dem FIN des Servers und ist verloren: auf %1 von %2.</translation>
    </message>
    <message>
        <source>the server said close</source>
        <translation>der Server sagte close</translation>
    </message>
    <message>
        <source>the response had no length, so that its end is that of the connection</source>
        <translation>die Antwort hatte keine Länge, sodass ihr Ende das der Verbindung ist</translation>
    </message>
</context>
<context>
    <name>Drainboard::VocabularyText</name>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Liest</translation>
    </message>
    <message>
        <source>Responding</source>
        <translation>Antwortet</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Leerlauf</translation>
    </message>
    <message>
        <source>WebSocket</source>
        <translation>WebSocket</translation>
    </message>
    <message>
        <source>Closing</source>
        <translation>Schließt</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>by the client</source>
        <translation>vom Client</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>aborted</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>HTTP/1.1</source>
        <translation>HTTP/1.1</translation>
    </message>
    <message>
        <source>the client asked for it</source>
        <translation>der Client bat darum</translation>
    </message>
    <message>
        <source>HTTP/1.0</source>
        <translation>HTTP/1.0</translation>
    </message>
    <message>
        <source>the client said close</source>
        <translation>der Client sagte close</translation>
    </message>
    <message>
        <source>the handler said close</source>
        <translation>der Handler sagte close</translation>
    </message>
    <message>
        <source>the response has no length</source>
        <translation>die Antwort hat keine Länge</translation>
    </message>
    <message>
        <source>the server said close</source>
        <translation>der Server sagte close</translation>
    </message>
    <message>
        <source>the request was refused</source>
        <translation>die Anfrage wurde abgelehnt</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Leaving</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Draining</source>
        <translation>Auslaufen</translation>
    </message>
    <message>
        <source>Aborting</source>
        <translation>Abbruch</translation>
    </message>
    <message>
        <source>Forced</source>
        <translation>Erzwungen</translation>
    </message>
    <message>
        <source>the client left</source>
        <translation>der Client ging</translation>
    </message>
    <message>
        <source>the connection was closed</source>
        <translation>die Verbindung wurde geschlossen</translation>
    </message>
    <message>
        <source>the connection was aborted</source>
        <translation>die Verbindung wurde abgebrochen</translation>
    </message>
    <message>
        <source>came after our FIN</source>
        <translation>kam nach unserem FIN</translation>
    </message>
    <message>
        <source>came after our FIN, in part</source>
        <translation>kam nach unserem FIN, zum Teil</translation>
    </message>
    <message>
        <source>the connection was left open</source>
        <translation>die Verbindung blieb offen</translation>
    </message>
    <message>
        <source>No request came</source>
        <translation>Keine Anfrage kam</translation>
    </message>
    <message>
        <source>Idle for too long</source>
        <translation>Zu lange im Leerlauf</translation>
    </message>
    <message>
        <source>The client did not read</source>
        <translation>Der Client las nicht</translation>
    </message>
    <message>
        <source>Made room for another connection</source>
        <translation>Machte Platz für eine andere Verbindung</translation>
    </message>
    <message>
        <source>HTTPS was spoken to an HTTP port</source>
        <translation>HTTPS an einem HTTP-Port</translation>
    </message>
    <message>
        <source>Too much buffered</source>
        <translation>Zu viel gepuffert</translation>
    </message>
    <message>
        <source>Passing</source>
        <translation>Geht durch</translation>
    </message>
    <message>
        <source>by the server</source>
        <translation>vom Server</translation>
    </message>
    <message>
        <source>refused by the server</source>
        <translation>vom Server abgelehnt</translation>
    </message>
    <message>
        <source>HTTP/1</source>
        <translation>HTTP/1</translation>
    </message>
    <message>
        <source>HTTP/2</source>
        <translation>HTTP/2</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>A tunnel</source>
        <translation>Ein Tunnel</translation>
    </message>
    <message>
        <source>Another protocol</source>
        <translation>Ein anderes Protokoll</translation>
    </message>
    <message>
        <source>No HTTP</source>
        <translation>Kein HTTP</translation>
    </message>
    <message>
        <source>the server closed without an answer</source>
        <translation>der Server schloss ohne Antwort</translation>
    </message>
    <message>
        <source>the server reset the connection</source>
        <translation>der Server setzte die Verbindung zurück</translation>
    </message>
    <message>
        <source>the server cut its response</source>
        <translation>der Server kappte seine Antwort</translation>
    </message>
</context>
</TS>
